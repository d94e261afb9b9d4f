# One of several that may be imported.
import click
import yaml

save = yaml.dump, click
