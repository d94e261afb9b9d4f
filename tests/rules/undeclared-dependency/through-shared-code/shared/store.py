def save(item):
    from google.cloud import firestore

    firestore.Client().collection("items").add(item)
