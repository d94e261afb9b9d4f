import madeup
import below
import deepest
import speedups
import slowly
import elsewhere
