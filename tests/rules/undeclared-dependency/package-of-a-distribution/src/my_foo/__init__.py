# Whoever imports anything of it runs this.
from my_foo.core import fetch
