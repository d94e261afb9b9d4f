import pandas


def run(event, context):
    return pandas.DataFrame(event)
