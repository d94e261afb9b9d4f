import tools.common.clock
import vendored.lib.x
import celery.schedules
import scripts.run
import tools.gone
