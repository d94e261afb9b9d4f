import heavy

try:
    import heavy
except ImportError:
    heavy = None

def f():
    import heavy
