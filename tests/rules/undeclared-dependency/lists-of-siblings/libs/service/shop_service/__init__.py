import click
import rich
import six
import tabulate

from shop_common import KEPT

from . import logs

print(click, rich, six, tabulate, KEPT, logs)
