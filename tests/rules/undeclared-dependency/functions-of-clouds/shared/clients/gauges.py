import prometheus_client

gauge = prometheus_client.Gauge
