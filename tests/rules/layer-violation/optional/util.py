import services
