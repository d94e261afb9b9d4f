from orchestration.shared import clients  # shoring: ignore[forbidden-import]
