import click
import orjson

NAME = orjson.dumps("tool")


def main():
    click.echo(NAME)
