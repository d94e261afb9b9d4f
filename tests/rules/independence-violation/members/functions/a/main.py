from functions.b import main
from functions.a import util
from functions.common_lib import x
