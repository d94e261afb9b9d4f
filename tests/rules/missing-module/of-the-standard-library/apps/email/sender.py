import email.mime.text
from email.utils import formatdate

import email.absent

print(email.mime.text, formatdate)
