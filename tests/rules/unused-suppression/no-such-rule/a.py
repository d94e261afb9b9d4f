import os  # shoring: ignore[forbiden-import]
import re  # shoring: ignore[E501]
