import shared.never_loaded
