import lib
from functions.a import old
