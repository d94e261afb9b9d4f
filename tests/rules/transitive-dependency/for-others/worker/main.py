import sys

sys.path.insert(0, "../kit")
import kit
import jinja2  # its own

print(kit, jinja2)
