import click
import polars
import pandas
import numpy
