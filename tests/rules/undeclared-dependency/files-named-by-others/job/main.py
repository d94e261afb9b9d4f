import click
import psycopg2
import requests
