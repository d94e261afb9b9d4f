import django_rq
import flask_tariffs_queue
import igraph
from rq import Worker

print(django_rq, flask_tariffs_queue, igraph, Worker)
