import openai
import tiktoken
import requests
