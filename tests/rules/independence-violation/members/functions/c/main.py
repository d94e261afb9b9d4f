import lib.other
