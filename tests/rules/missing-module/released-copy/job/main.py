import common.old
