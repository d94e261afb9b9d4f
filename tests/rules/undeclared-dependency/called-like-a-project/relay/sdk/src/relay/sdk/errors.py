class AdapterError(Exception):
    """Raised by adapters."""
