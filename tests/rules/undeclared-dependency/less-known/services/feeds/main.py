from feedgen.feed import FeedGenerator
from flask import Flask
from typing_extensions import Self
import tariff_rules_of_ours

app = Flask(__name__)
feed = FeedGenerator()
print(Self, tariff_rules_of_ours)
