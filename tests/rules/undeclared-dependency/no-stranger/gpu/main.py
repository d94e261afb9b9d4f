import catboost
import numpy

print(catboost, numpy)
