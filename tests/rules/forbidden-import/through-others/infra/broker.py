import json

def run():
    from services.api import x
    import services.jobs
