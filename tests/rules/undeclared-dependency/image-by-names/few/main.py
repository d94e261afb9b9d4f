import fastapi
import httpx
import neo4j
import orjson
import sqlalchemy
import structlog
import uvicorn

print(fastapi, httpx, neo4j, orjson, sqlalchemy, structlog, uvicorn)
