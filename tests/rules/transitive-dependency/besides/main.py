# Whatever brings SQLAlchemy, or does not, is known to nobody here.
import sentry_sdk
from sentry_sdk.integrations.sqlalchemy import SqlalchemyIntegration

sentry_sdk.init(integrations=[SqlalchemyIntegration()])
