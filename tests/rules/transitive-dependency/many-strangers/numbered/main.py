import dacite
import redis
import redis3
