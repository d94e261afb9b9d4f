import shared.clock

from bridge import clients


def run():
	if clients.TIMEOUT: from shared import text; import shared.calender
