import click
import flask
import redis
import requests
