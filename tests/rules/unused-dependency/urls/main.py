import flask

URL = f"postgresql+asyncpg://{1}/db"
