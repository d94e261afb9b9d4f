import marimo  # which opens it

__generated_with = "0.19.11"
app = marimo.App()


@app.cell
def _():
    import requests
    return requests
