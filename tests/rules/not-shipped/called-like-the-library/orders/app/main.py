import logging

import tables

app = logging.getLogger(tables.ROWS)
