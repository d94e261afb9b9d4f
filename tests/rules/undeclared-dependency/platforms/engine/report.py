import pandas

FRAME = pandas.DataFrame()
