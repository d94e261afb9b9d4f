# /// script
# dependencies = ["click"]
# ///
import click
import polars
