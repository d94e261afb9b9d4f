from apps.shop import models
