"""Says every morning how the platform is."""
import functions_framework

from orchestration.shared.utils.slack_retry import send_with_retry
from shared.utils.dates import game_day


@functions_framework.http
def daily_health(request):
    day = game_day(request.args["day"])
    send_with_retry("#daily", f"all good on {day}")
    return "ok"
