from unshipped_lib import tables
