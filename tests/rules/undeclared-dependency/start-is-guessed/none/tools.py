import flask
import tabulate  # a file that is called like a helper

print(flask, tabulate)
