INSTALLED_APPS = ["basket"]
ROOT_URLCONF = "shop.urls"
