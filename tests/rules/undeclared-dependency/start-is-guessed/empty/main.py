import orjson  # the list has nothing at all

print(orjson)
