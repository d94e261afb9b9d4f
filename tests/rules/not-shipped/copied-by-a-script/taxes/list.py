TAXES = {}
