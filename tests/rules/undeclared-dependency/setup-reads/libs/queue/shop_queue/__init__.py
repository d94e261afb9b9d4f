import colorama
import kombu
import vine
from humanize import naturalsize

print(colorama, kombu, vine, naturalsize)
