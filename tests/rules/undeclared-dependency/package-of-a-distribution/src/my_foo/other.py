import click

say = click.echo
