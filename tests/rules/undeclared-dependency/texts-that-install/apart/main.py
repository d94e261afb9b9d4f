import flask
import tabulate

print(flask, tabulate)
