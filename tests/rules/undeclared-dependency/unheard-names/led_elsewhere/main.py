import os
import sys

sys.path.append(os.environ["PLUGINS"])
import grue

print(grue)
