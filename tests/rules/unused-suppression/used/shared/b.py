from services import (  # noqa  # shoring: ignore[IMP001] until the move
    api,
    web,
)
