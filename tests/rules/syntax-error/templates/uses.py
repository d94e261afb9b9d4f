import typing

from names import x
