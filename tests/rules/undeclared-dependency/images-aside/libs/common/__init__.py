import lz4
