import celery
import sentry_sdk

sentry_sdk.init()
app = celery.Celery()
