"""Where predictions are kept."""


def save(game: str, chance: float) -> None:
    # Lazily: the client takes a second to load.
    from google.cloud import firestore

    firestore.Client().collection("predictions").document(game).set({"chance": chance})
