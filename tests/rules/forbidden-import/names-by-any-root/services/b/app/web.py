from .db import session
import common.clock
