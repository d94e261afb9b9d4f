import orchestration.shared.db
