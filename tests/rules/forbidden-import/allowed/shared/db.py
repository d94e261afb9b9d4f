from infra import broker
from infra import queue
