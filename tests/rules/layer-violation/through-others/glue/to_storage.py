import storage.db
