import flask
from tools import export

print(flask, export([]))
