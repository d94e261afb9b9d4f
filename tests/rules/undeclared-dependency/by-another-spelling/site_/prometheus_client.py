from prometheus_client import Counter


class Visits(Counter):
    pass
