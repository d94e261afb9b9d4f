from orchestration import shared
from orchestration.shared import clock
from orchestration.shared.clock import now
from orchestration.shared.queue import (
    Queue,
    Queue as Q,
)
