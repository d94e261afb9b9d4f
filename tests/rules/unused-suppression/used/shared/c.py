from services import (
    api,  # shoring: ignore
    web,
)  # shoring: ignore[IMP]
