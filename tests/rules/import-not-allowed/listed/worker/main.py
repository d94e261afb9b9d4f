from shared import clock
from . import legacy
import numpy as np
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import orchestration
