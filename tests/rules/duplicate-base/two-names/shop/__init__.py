from .models import Model as Base
