from fastapi import File


def Mail(text=File(...)):
    return text
