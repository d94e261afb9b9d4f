import os  # shoring: ignore[layout-conflict]


class A:  # shoring: ignore[CLS003, redundant-base]
    pass
