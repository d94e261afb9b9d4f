"""The precompute service."""
from flask import Flask, request

from data_processors.precompute.player_daily_cache import PlayerDailyCacheProcessor
from shared.publishers.unified import publish
from shared.utils import sentry_config
from shared.utils.dates import game_day

app = Flask(__name__)
sentry_config.configure()


@app.post("/run")
def run():
    PlayerDailyCacheProcessor().run(game_day(request.args["day"]))
    publish("platform", "precompute-done", request.data)
    return "done"
