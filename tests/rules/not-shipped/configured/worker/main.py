from typing import TYPE_CHECKING

from shared.clock import now
from shared import db
import shared.db

if TYPE_CHECKING:
    import shared.typed
try:
    import shared.extra
except ImportError:
    pass
