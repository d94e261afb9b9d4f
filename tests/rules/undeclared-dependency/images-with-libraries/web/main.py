import fastapi  # the image has it
import httpx
import openpyxl
import sqlalchemy  # and not this

print(fastapi, httpx, openpyxl, sqlalchemy)
