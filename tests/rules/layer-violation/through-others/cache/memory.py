import glue.round
