try:
    from fast.etree import *

    _Parser = Parser

    class Parser(_Parser):
        """The compiled one, which the star brings, with another default."""
except ImportError:
    from html.parser import HTMLParser as Parser
