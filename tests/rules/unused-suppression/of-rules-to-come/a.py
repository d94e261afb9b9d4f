import os  # shoring: ignore[fatal-import-cycle]


class A:  # shoring: ignore[PAT001, pattern]
    pass
