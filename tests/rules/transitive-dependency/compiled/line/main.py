import celery
import kombu
import vine
