def f(a):
    return{{a}}if a else{{b}}

f(
