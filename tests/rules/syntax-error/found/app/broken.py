import os


def total(prices:
    return sum(prices)


class Open(:
    pass
