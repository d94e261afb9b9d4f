from common import clock
