"""The precompute service."""
from flask import Flask, request

from data_processors.precompute.player_daily_cache import PlayerDailyCacheProcessor
from data_processors.precompute.team_daily_cache import TeamDailyCacheProcessor
from shared.publishers.unified import publish
from shared.utils import sentry_config
from shared.utils.dates import game_day

app = Flask(__name__)
sentry_config.configure()


@app.post("/run")
def run():
    day = game_day(request.args["day"])
    PlayerDailyCacheProcessor().run(day)
    TeamDailyCacheProcessor().run(day)
    publish("platform", "precompute-done", request.data)
    return "done"
