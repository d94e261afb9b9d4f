import flask

print(flask)


def serve():
    import gevent  # in what is started: who starts it may name it

    return gevent
