pip install flask $MORE
