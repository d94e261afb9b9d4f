def late():
    from orchestration.shared.clock import now

    return now()
