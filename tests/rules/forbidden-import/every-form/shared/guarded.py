try:
    from orchestration.shared import clock
except ImportError:
    clock = None

if __name__ == "__main__":
    import orchestration.shared.queue
