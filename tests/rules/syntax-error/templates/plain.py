"""A page: {% if user %}Hello {{ name }}{% endif %}."""
PAGE = f"{{{1}}} {{ name }}Async"  # {% for x in y %}
SETS = {{1}: {2}}
x = = {{1}}
