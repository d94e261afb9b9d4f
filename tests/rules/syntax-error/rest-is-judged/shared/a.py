from services import api


def total(prices:
    return sum(prices)
