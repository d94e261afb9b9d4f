send = print
