def __getattr__(name):
    if name == "meter":
        from shared.clients.meters import meter

        return meter
    if name == "gauge":
        from shared.clients.gauges import gauge

        return gauge
    raise AttributeError(name)
