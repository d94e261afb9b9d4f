import os
import requests
from predictions.worker import util
from predictions.common import models
from predictions.coordinator import state, state as again
import predictions
from shared.clock import now
from shared_old import clock

def late():
    import predictions.coordinator.state
