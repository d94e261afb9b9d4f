import click
import flask
import strange
