import click
import httpx

print(click, httpx)
