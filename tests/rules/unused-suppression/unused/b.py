"""About."""
# shoring: ignore-file[IMP]
import os
