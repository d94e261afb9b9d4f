TEMPLATE = "{% if x %}"
def broken(:
