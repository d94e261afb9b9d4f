import flask  # none of them does
import pandas  # acme-flow requires acme-core, which requires it
import tenacity  # the other project that is called acme-flow requires it

print(flask, pandas, tenacity)
