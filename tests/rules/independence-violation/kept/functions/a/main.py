import lib
import functions.ab
