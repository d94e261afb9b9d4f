import glue.side
import glue.down
