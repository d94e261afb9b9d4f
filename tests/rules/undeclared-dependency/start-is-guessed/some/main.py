import flask
import polars  # nobody may start this

print(flask, polars)
