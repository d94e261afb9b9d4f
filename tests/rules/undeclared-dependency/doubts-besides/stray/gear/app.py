import flask
import kitchen  # of libs/deep, that nothing shows the way to
import orjson

print(flask, kitchen, orjson)
