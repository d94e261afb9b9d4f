from functions.a.util import x
from functions.b import main
