import importlib

clock = importlib.import_module("orchestration.shared.clock")
queue = __import__("orchestration.shared.queue")
