from .orchestration import shared
