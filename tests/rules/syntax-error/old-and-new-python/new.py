match command:
    case ["go", *rest] if rest:
        pass
    case _:
        pass


type Alias[T] = list[T]


def first[T](items: list[T], /, *, strict: bool = True) -> T:
    if (n := len(items)) > 1:
        return items[0]
    return f"{n!r:>{n}}"


try:
    pass
except* ValueError:
    pass
