import flask
import pandas
import rich

print(flask, pandas, rich)
