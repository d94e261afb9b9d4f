import services.api
