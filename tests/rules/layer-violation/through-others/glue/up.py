import glue.up_again
