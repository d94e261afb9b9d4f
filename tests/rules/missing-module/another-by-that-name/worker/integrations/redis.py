import redis.commands.search
