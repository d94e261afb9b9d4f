import boto3
import jsonpickle  # of the layer
import requests
import simplejson  # of nobody


def create_order(event: dict, context) -> dict:
    return boto3, jsonpickle, requests, simplejson
