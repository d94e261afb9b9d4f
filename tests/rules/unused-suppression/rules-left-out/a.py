import os  # shoring: ignore[missing-module]
import re  # shoring: ignore
import io  # shoring: ignore[IMP]
