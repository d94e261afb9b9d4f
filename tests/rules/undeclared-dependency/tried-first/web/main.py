import flask
import requests


def faces(images):
    try:
        import mediapipe
    except ImportError:
        return []

    def look():
        import cv2  # where mediapipe is, which nothing declares

        return [mediapipe.solutions, cv2.imread(images[0])]

    return look()


def pages(path):
    try:
        import requests
    except ImportError:
        return []
    import pypdf  # requests is declared: it gets here

    return pypdf.PdfReader(requests.get(path))


print(flask, faces([]), pages(""))
