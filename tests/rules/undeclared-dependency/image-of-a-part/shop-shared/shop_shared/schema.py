import psutil
import pydantic

print(psutil, pydantic)
