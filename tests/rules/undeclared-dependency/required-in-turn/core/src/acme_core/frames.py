import pandas


def frame():
    return pandas.DataFrame()
