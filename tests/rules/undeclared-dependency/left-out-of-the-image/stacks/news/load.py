import flask
import psycopg2  # nothing loads it, and no image has it

print(flask, psycopg2)
