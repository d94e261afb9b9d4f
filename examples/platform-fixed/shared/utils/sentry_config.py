"""Error reports of all services."""
import os

import sentry_sdk
from sentry_sdk.integrations.logging import LoggingIntegration

try:
    from sentry_sdk.integrations.sqlalchemy import SqlalchemyIntegration
except ImportError:  # not every service has a database
    SqlalchemyIntegration = None


def configure() -> None:
    integrations = [LoggingIntegration()]
    if SqlalchemyIntegration is not None:
        integrations.append(SqlalchemyIntegration())
    sentry_sdk.init(dsn=os.environ.get("SENTRY_DSN"), integrations=integrations)
