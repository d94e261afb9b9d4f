import os
import re


class Status(os.stat_result):
    pass


class Compiled(re.Pattern):
    pass
