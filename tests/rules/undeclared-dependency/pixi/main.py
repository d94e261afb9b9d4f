import hdbscan
import httpx
import numpy
import requests
import stripe  # missing
import torch

print(hdbscan, httpx, numpy, requests, stripe, torch)
