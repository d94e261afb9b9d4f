import matplotlib
import numpy
import pandas
import scipy

print(matplotlib, numpy, pandas, scipy)
