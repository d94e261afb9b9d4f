import humanize
import kombu

print(kombu, humanize)
