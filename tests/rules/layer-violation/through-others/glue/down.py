import domain.orders
import storage.db
