import os  # shoring: ignore[missing-module]
import re  # shoring: ignore
