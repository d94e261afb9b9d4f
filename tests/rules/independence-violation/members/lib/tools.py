import lib.more
