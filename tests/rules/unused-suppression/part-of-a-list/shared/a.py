from services import api  # shoring: ignore[missing-module, forbidden-import, IMP009]
