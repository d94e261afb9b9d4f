import shared.sesion
from shared.sesion import a, b
import shared.deep.down.far
from .relative_gone import x
from .deep.gone import y
