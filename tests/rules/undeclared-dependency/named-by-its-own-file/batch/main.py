import attrs
import click
import flask
import requests
import yaml

from common.flow import Sheets, make_embedder

print(make_embedder(), Sheets().as_table(), flask, requests, yaml, attrs, click)
