import flask
import prompts.filings
import training
from registry import find
