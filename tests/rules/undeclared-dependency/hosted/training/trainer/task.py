import gcsfs
import sklearn  # the image for training has it
