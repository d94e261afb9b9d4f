import flask
import pandas

print(flask.__name__, pandas.DataFrame())
