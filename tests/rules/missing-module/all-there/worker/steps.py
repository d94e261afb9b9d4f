from shared.clock import now
