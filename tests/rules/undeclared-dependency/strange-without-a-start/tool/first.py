import click
import httpx
import zorbleck

zorbleck.go(click, httpx)
