import glue.down
