import numpy
from fastapi import FastAPI

app = FastAPI()
table = numpy.zeros(3)
