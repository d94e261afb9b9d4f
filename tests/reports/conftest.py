"""The project is data."""
collect_ignore_glob = ["project/*"]
