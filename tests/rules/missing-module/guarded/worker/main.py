import importlib
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import shared.lib

try:
    import shared.gone
except ImportError:
    pass
try:
    from shared import extra
except Exception:
    extra = None
try:
    import shared.no_guard
except ValueError:
    pass
if TYPE_CHECKING:
    from shared.gone import x
if sys.version_info < (3,):
    import shared.python2
if find_spec("shared.fast"):
    import shared.fast

def load(name):
    return importlib.import_module("shared." + name)
