from app.names import *
from app.names import \
    *
import  numpy  as  np
import numpy as n
from app.names import (
    a,
    b,
)
