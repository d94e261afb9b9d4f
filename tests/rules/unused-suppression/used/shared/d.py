# shoring: ignore-file[forbidden-import]
from services import api


def late():
    from services import web
