from ..orchestration.shared import clock
from ..orchestration import shared
from ..orchestration.shared.clock import now
