import typing

{% for enum in enums -%}
{{ enum.name }}: typing.TypeAlias = str
{% endfor %}
