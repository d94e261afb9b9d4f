import glue.up
import glue.side
import glue.nothing
