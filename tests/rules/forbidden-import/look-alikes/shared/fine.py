"""import orchestration.shared"""
from typing import TYPE_CHECKING
import sys

import orchestration
import orchestration.shared_old
from orchestration import shared_old, shares

# from orchestration.shared import x
text = "import orchestration.shared"

if TYPE_CHECKING:
    from orchestration.shared import x

if sys.version_info < (3,):
    from orchestration.shared import x
