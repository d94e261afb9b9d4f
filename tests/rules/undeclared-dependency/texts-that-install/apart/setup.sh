pip install flask
pipx install tabulate
