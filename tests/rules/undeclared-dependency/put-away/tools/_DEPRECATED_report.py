import click
import plotly

print(click, plotly)
