import click
import httpx
import rich

print(click, httpx, rich)
