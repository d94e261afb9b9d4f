import flask
import tools.report
