from typing import final

import typing_extensions


@final
class Closed:
    pass


@typing_extensions.final
class Shut:
    pass


class Known(Closed):
    """Whoever closes a class may open it in the same file."""
