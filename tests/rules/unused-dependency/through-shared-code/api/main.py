from common import tables
