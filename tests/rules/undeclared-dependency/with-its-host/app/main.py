import orjson

import plug
import tool


def main():
    print(orjson.dumps([plug.NAME, tool.NAME]))
