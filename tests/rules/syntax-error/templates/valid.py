TEMPLATE = "{% for x in y %}{{ x }}Async{% endfor %}"
NESTED = {(): {{}}} if False else {}
