import click
import redis
