import flask
import orjson  # lib declares it; alpha has it from there

print(flask, orjson)
