import torch  # nothing is said of what this one requires
