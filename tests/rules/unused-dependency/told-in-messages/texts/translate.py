import requests


def translate(text):
    try:
        return requests.post("http://models.internal", data=text)
    except OSError as err:
        raise RuntimeError("Please install torch, sentencepiece and sacremoses.") from err


def told():
    return "they say that peewee is small"
