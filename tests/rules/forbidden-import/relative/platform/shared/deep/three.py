orchestration = None
