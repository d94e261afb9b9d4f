from pythonjsonlogger.json import JsonFormatter

FORMATTER = JsonFormatter
