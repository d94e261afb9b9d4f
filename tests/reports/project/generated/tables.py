import shared.nothing
