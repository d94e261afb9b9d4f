from domain.orders import Order
import services.api as api
