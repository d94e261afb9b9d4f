import flask
import prettytable  # run.sh of the folder around installs it, and starts this

print(flask, prettytable)
