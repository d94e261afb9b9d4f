from services.jobs import x
