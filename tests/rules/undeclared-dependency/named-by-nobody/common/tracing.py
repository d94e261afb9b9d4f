class Tracer:
    def __init__(self, depth):
        import orjson  # main.py names the class

        self.dump = orjson.dumps(depth)


class TornadoTracer:
    def before(self):
        import tornado.web  # nothing of api names the class: for those who run on Tornado

        return tornado.web
