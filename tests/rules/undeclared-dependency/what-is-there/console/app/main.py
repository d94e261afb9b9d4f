import click


def shell():
    import IPython

    IPython.embed()
