import requests


def model(dbt, session):
    import lightgbm  # where the warehouse runs it
    return lightgbm
