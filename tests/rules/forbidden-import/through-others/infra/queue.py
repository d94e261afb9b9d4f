from infra import far
from infra import broker
