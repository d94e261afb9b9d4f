import click
import flask
import madeup
import redis
