import orjson

print(orjson)
