from metrics_kit.exporters import statsd

try:
    from metrics_kit.exporters.graphite import Exporter
except ImportError:
    Exporter = None
