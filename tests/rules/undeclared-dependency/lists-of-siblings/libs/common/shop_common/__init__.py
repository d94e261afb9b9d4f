import click
import rich
import six
import tabulate

KEPT = click, rich, six, tabulate
