"""Hands the day's games out to the workers."""
from flask import Flask, request

from shared.publishers.unified import publish
from shared.utils.dates import game_day
from shared.utils.sentry_config import configure

app = Flask(__name__)
configure()


@app.post("/start")
def start():
    publish("platform", f"games-{game_day(request.args['day'])}", b"go")
    return "started"
