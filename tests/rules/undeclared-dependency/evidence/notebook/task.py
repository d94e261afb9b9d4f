import pandas
import sklearn
import requests
