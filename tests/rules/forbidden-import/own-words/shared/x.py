from orchestration.shared import clock
from orchestration import db
