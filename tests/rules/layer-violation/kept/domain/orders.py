import storage.db
import services_old

def f():
    import services.api
