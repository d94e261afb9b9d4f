import bs4
import cv2
import yaml
from dateutil.parser import parse
from google.cloud import storage
from PIL import Image
