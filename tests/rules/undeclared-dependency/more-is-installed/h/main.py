import requests
import yaml
from geometry_msgs.msg import Twist
