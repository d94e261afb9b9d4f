from orchestration.shared.clock import *
