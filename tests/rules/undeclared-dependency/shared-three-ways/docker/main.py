import flask
import shared
