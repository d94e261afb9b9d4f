import fastlib.core
import fastlib.hashes
import shared.gone
