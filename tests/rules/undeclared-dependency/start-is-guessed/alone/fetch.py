import click
import peewee  # whatever it is called, nothing else can be started

print(click, peewee)
