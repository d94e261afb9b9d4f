import os  # shoring: ignore[undeclared-dependency]


class A:  # shoring: ignore[CLS003, redundant-base]
    pass
