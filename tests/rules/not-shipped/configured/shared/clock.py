from shared import zones
