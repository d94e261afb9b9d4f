import prefect  # who loads this has it
