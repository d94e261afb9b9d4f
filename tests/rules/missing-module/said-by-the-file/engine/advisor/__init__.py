from .skopt import search
