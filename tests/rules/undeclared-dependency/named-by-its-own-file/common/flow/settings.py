class Settings:
    backend = "local"  # make_queue() asks for it
