"""The tool takes the requirements of the project from the file beside it."""
import requests
import tabulate


def main():
    print(requests, tabulate)
