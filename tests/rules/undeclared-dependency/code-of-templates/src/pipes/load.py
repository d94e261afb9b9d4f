from common.mail import send


def handle(record):
    return send(record)
