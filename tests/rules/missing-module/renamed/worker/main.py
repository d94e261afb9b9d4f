import shared.clock

shared.clock.now()
import shared.db
