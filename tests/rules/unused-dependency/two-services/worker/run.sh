python -m flask run
