from .zones import europe
