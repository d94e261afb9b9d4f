import psutil

from pkg import read

print(psutil, read)
