import flask


def fetch():
    import requests  # missing
    return requests


def publish(queue):
    if queue:
        import pika  # only with a queue
        pika.BlockingConnection(queue)
