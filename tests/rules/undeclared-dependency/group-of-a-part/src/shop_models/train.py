import numpy
from box import Box

print(Box(size=numpy.zeros(3).size))
