import redis
import click
