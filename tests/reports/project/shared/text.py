名 = "全角"; import shared.clocks  # a wide line
from orchestration.shared import clients
