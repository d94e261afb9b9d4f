import kubernetes  # this one of the images may have it
import openpyxl

print(kubernetes, openpyxl)
