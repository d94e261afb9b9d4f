"""schema here; rich text."""
import flask


def f(data):
    """
    xmltodict was used here.
    """
    if data["xmltodict"] == "rich":
        return {"rich": 1, "schema": "a rich answer"}
    return "files/xmltodict/a.json"
