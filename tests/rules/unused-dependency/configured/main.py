import flask
import tables
