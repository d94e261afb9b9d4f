INSTALLED_APPS = [
    "django.contrib.auth",
    "rest_framework",
    'corsheaders',
]
MIDDLEWARE = ["whitenoise.middleware.WhiteNoiseMiddleware"]
STORAGES = {"default": {"BACKEND": "storages.backends.s3.S3Storage"}}
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}
