import gen.order
import left.over
import shared
