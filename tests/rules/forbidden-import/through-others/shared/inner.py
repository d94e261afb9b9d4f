import infra
from infra.broker import run
