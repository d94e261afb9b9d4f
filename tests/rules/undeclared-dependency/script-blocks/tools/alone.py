# /// script
# dependencies = ["httpx", "not a requirement"]
# ///
import httpx
