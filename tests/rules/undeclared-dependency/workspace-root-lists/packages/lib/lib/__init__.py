import click
import inflection  # the root does not list this project
import requests
import tabulate


def main():
    print(click, inflection, requests, tabulate)
