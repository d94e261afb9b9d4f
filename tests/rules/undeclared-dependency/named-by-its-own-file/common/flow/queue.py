__all__ = ["Queue", "make_queue"]


class Queue:
    def __init__(self, url):
        import pika  # neither makes one

        self.channel = pika.BlockingConnection(url)


def make_queue(url):
    return Queue(url)
