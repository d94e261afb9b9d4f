import openpyxl
import prefect  # the image has it
import neo4j  # and not this

print(openpyxl, prefect, neo4j)
