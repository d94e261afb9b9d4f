from sdk.{{ version }}.client import {{ name }}Async


class {{ name }}(Base):
    pass
