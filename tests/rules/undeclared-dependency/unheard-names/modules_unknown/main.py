import flask
import zorkmid

print(flask, zorkmid)
