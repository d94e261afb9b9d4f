# shoring: ignore-file[syntax-error]


def total(prices:
    return sum(prices)
