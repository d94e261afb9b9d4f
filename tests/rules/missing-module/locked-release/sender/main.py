import queue_tools.fast

queue_tools.fast.run()
