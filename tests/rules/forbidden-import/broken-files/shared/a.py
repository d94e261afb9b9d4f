import services.api
def broken(:
    pass
