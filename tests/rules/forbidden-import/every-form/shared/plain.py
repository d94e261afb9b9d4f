import orchestration.shared
import orchestration.shared.clock
import orchestration.shared.clock as c, orchestration.shared.queue
