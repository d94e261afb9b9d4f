from steps.load import load

load()
