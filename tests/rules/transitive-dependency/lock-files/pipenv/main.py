import madeup
import below
import requests
