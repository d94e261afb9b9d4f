import click
import polars
