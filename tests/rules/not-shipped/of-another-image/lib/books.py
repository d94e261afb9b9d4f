def closed():
    return True
