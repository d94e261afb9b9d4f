name = 1
