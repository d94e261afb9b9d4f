import click
import polars
import requests
