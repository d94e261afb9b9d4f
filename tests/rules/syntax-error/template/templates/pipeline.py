import os

{%- for argument in arguments %}
{{ argument.name }} = os.environ["{{ argument.name }}"]
{%- endfor %}
