import flask
import humanize

print(flask, humanize)
