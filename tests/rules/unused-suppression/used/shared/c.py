from services import (
    api,  # shoring: ignore
    web,
)
