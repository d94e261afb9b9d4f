import kafka
import requests
