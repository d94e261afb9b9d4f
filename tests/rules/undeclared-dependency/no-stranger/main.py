import catboost
import flask
import torch
from PIL import Image

print(catboost, flask, torch, Image)
