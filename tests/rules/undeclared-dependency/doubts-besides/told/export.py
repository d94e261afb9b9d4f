import flask
import tabulate  # job.yaml installs it

print(flask, tabulate)
