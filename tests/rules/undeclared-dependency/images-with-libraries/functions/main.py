import azure.functions  # the image has it
import openpyxl
import pymssql  # and not this

print(azure.functions, openpyxl, pymssql)
