import flask

try:
    import redis
except ImportError:
    redis = None
