import aiohttp
import feedparser

print(aiohttp, feedparser)
