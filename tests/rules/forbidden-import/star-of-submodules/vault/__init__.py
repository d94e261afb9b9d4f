__all__ = ["secrets", "other"]
