import domain.orders
import storage.db
import util.text
