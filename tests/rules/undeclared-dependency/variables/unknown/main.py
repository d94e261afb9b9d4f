import click
import flask
import polars
import requests
import why
