"""Packages are looked for in this folder, which is one itself."""
from hdx.data import Dataset

print(Dataset)
