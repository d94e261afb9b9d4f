from google.cloud import firestore
