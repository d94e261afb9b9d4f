import sys
import os

sys.path.insert(0, os.environ["PLUGINS"])
import shared.clock
import shared.clocks
