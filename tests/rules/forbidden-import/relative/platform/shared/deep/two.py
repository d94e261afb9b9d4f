from ...orchestration.shared import clock
from .. import one
from . import three
from .three import orchestration
