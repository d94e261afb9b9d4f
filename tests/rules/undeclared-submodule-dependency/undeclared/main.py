from metrics_kit.exporters import graphite
from metrics_kit.exporters.graphite import Exporter
