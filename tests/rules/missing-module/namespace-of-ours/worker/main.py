import shared.clock
import shared.clocks
from shared.db.session import x
import google.local
import google.cloud.storage
import email.ours
import email.mime.text
import alembic.config
