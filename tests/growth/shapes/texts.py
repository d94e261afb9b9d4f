"""What Python's own reading meets: depth, length, brackets, broken lines."""
from shapes.shape import lines, shape


@shape(8000)
def deep_brackets(n):
    return {"m.py": "x = " + "(" * n + ")" * n + "\n"}


@shape(20000)
def deep_brackets_open(n):
    return {"m.py": "x = " + "(" * n + "\n"}


@shape(8000)
def open_everything(n):
    return {"m.py": "f([{(" * n}


@shape(150)
def deep_blocks(n):
    deep = "".join(" " * i + "if x:\n" for i in range(90)) + " " * 90 + "import a\n"
    return {"m.py": deep * (n // 10)}


@shape(40000)
def long_line(n):
    return {"m.py": "x = [" + "'a', " * n + "]\n"}


@shape(40000)
def long_string(n):
    return {"m.py": "x = '''" + "a\\\n" * n + "'''\n"}


@shape(10000)
def quotes(n):
    return {"m.py": "x = " + '"""' * n + "\n"}


@shape(5000)
def nested_fields(n):
    return {"m.py": lines("x{} = f'{{a!r:{{b}}}}' f\"{{f'{{x}}'}}\"\n", n)}


@shape(3000)
def operators(n):
    return {"m.py": "x = 1" + " + 1" * n + "\ny = " + "not " * n + "1\nz = " + "-" * n + "1\nw = a" + ".b" * n + "\n"}


@shape(5000)
def constants_that_double(n):
    return {"m.py": "x0 = 'a'\n" + lines("x{1} = x{0} + x{0}\n", n) + "__import__(x{})\n".format(n)}


@shape(800)
def broken_lines(n):
    return {"m.py": lines("def f{}(:\n  import a b\n", n)}


@shape(1500)
def dedents(n):
    return {"m.py": lines("if x{}:\n        y\n    z\n", n)}


@shape(5000)
def decorators(n):
    return {"m.py": lines("@d{}\n", n) + "class A: pass\n"}


@shape(5000)
def elses(n):
    return {"m.py": "if a:\n    import b\n" + lines("elif a{0}:\n    import b{0}\n", n)}


@shape(5000)
def global_names(n):
    return {"m.py": "def f():\n" + lines("    global x{0}\n    x{0} = 1\n", n) + lines("def g{0}():\n    global x{0}\n    x{0} = 1\n", n)}
