python -m pip install flask
