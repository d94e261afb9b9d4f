"""The parts of a flow.

    flow = make_queue("amqp://…")
"""
from common.flow.embed import make_embedder
from common.flow.queue import make_queue
from common.flow.settings import Settings
from common.flow.sheets import Sheets

__all__ = ["Settings", "Sheets", "make_embedder", "make_queue"]
