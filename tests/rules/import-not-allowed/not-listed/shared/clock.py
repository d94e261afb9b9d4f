import datetime
import shared.zones
import shared
