from infra.queue import q
from infra import far, broker
import infra.alone
import shared.inner
