import aiohttp
import numpy
import requests
import yaml
