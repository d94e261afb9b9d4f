from vault import *
