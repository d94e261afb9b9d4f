import numpy
import pandas
import requests
