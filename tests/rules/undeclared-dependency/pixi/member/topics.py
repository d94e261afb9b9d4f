import pandas  # comes along with hdbscan, or not: the environment is conda's
