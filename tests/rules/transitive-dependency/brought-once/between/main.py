import django
import pytz
