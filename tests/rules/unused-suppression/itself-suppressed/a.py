import os  # shoring: ignore[missing-module, unused-suppression]
