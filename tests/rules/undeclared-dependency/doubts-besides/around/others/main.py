import flask
import prettytable  # run.sh is about another folder

print(flask, prettytable)
