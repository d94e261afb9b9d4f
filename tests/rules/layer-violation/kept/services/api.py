import domain.orders, storage.db
