import azure.functions as func
from azurefunctions.extensions.http.fastapi import Request

app = func.FunctionApp()
HANDLED = (Request,)
