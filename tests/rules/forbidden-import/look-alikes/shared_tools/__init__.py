from orchestration.shared import x
