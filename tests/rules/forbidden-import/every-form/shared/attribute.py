import orchestration

Queue = orchestration.shared.queue.Queue
other = orchestration.shared.queue.Other
