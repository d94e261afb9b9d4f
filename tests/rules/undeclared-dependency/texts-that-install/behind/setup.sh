pip install -q flask && python -m tabulate
