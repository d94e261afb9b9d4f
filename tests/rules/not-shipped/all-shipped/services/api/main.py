from shared.models import order
