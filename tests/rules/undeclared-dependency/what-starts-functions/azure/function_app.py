import azure.functions as func
import flask  # nothing has it there
import requests

app = func.FunctionApp()
print(flask, requests)
