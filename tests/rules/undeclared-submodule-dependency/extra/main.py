from metrics_kit.exporters.graphite import Exporter
