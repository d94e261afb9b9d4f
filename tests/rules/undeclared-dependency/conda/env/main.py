import cv2
import flask
import numpy
import redis
import torch
import requests
