import house_framework
import stripe
