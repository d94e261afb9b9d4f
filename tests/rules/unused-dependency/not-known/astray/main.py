import sys

sys.path.append(sys.argv[1])
import helpers
