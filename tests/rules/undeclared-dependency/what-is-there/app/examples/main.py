import pandas  # the requirements around these have it
import plotly
import polars
