import httpx
import yaml
