import psutil

meter = psutil.cpu_percent
