import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "services" / "api"))

from app.models import Order

print(Order)
