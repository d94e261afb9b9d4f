import orjson

NAME = orjson.dumps("tool")


def main():
    print(NAME)
