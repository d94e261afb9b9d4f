from services import api  # shoring: ignore[forbidden-import]
