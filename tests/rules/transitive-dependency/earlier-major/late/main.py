import httpx
import mcp

print(httpx, mcp)
