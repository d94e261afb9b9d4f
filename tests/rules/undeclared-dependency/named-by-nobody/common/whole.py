def save(item):
    import blosc  # main.py has the whole module: who knows what of it is used

    return blosc.compress(item)
