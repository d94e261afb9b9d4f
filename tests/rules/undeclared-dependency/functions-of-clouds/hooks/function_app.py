import azure.functions as func
import requests

from shared.clients import files

app = func.FunctionApp()


@app.route(route="files")
def main(request):
    return func.HttpResponse(str((files, requests)))
