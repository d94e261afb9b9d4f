import click

print(click)
