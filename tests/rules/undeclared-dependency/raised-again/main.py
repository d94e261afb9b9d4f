import flask

try:
    import redis
except ImportError as error:
    raise RuntimeError("redis is needed") from error
