def execute():
    return None
