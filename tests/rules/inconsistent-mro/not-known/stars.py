from not_installed import *
