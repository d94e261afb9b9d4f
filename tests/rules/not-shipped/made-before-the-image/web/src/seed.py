"""Nothing runs Python in an image of Node's."""
from shared.harness import run

run()
