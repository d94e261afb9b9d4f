from skopt.space import Real


def search():
    return Real
