import click
import polars
import pytest
