import flask

def f(:
