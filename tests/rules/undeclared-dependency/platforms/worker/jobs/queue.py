import aio_pika

TASKS = [aio_pika.connect]
