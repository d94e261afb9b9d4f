from orchestration.shared import clients
