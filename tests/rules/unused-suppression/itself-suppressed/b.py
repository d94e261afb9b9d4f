# shoring: ignore-file[SUP001]
import os  # shoring: ignore[missing-module]
