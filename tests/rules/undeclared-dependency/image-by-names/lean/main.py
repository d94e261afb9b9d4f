import fastapi
import httpx
import orjson
import sqlalchemy
import structlog
import uvicorn

print(fastapi, httpx, orjson, sqlalchemy, structlog, uvicorn)


def export():
    import neo4j  # the image need not come to it

    return neo4j
