import house_framework
import requests  # many require it: the framework may, too
import firebase_admin  # hardly anybody does
