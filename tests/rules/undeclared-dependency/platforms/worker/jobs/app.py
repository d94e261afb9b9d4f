from celery import Celery

from jobs import queue

app = Celery("jobs", tasks=queue.TASKS)
