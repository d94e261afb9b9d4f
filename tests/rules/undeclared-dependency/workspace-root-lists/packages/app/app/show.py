import click
import inflection  # the workspace has it beside this project
import polars
import requests
import tabulate


def main():
    print(click, inflection, polars, requests, tabulate)
