import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "services" / "worker"))

from app.config import SETTINGS
from app.lost import NOTHING

print(SETTINGS, NOTHING)
