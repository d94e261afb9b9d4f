import psutil  # the list has nothing at all

print(psutil)
