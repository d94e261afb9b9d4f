"""Hierarchies, and what names lead to their bases."""
from shapes.shape import lines, shape


@shape(2000)
def class_chain(n):
    return {"m.py": "class C0: pass\n" + lines("class C{1}(C{0}): pass\n", n)}


@shape(1000)
def class_chain_over_modules(n):
    files = {"m{}.py".format(i): "from m{1} import C{1}\nclass C{0}(C{1}): pass\n".format(i, i + 1) for i in range(n)}
    files["m{}.py".format(n)] = "class C{}: pass\n".format(n)
    return files


@shape(2000)
def class_chain_upwards(n):
    return {"m.py": "".join("class C{}(C{}): pass\n".format(i, i + 1) for i in range(n))}


@shape(1000)
def diamonds(n):
    return {"m.py": "class A0: pass\n" + lines("class L{0}(A{0}): pass\nclass R{0}(A{0}): pass\nclass A{1}(L{0}, R{0}): pass\n", n)}


@shape(1500)
def wide_class(n):
    return {"m.py": "class A: pass\n" + lines("class B{}(A): pass\n", n) +
            "class W({}): pass\n".format(", ".join("B{}".format(i) for i in range(n)))}


@shape(1000)
def wide_and_redundant(n):
    """To merge the orders of W's bases takes the square of them: so few that it does not show."""
    return {"m.py": "class B0: pass\n" + lines("class B{1}(B{0}): pass\n", n // 20) +
            "class W({}): pass\n".format(", ".join("B{}".format(i) for i in range(n // 20, -1, -1)))}


@shape(2000)
def mixins_of_one_method(n):
    return {"m.py": "class A:\n    def f(self): pass\n" + lines("class M{}:\n    def f(self): pass\n", n) +
            lines("class C{0}(A, M{0}): pass\n", n)}


@shape(3000)
def methods(n):
    return {"m.py": "class A:\n" + lines("    def f{}(self): pass\n", n) + "class M:\n" + lines("    def f{}(self): pass\n", n) +
            "class C(A, M): pass\n"}


@shape(1500)
def one_name_bound_often(n):
    return {"m.py": lines("class A: pass\nclass B{}(A): pass\n", n)}


@shape(2000)
def one_name_in_branches(n):
    return {"m.py": "import x\n" + lines("if x.a{0}:\n    A = x.A{0}\n", n) + "class B(A): pass\n"}


@shape(1000)
def classes_in_branches(n):
    return {"m.py": "import x\nclass A0: pass\n" + lines("if x.a{0}:\n    class A{1}(A{0}): pass\nelse:\n    class A{1}(A{0}): y = 1\n", n)}


@shape(3000)
def one_name_tried_often(n):
    return {"m.py": lines("try:\n    from a{} import A\nexcept ImportError:\n    A = object\n", n) + "class B(A): pass\n"}


@shape(3000)
def aliases(n):
    return {"m.py": "class A0: pass\n" + lines("A{1} = A{0}\n", n) + "class B(A{}): pass\n".format(n)}


@shape(2000)
def aliases_in_circle(n):
    return {"m.py": lines("A{1} = A{0}\n", n) + "A0 = A{}\nclass B(A0): pass\n".format(n)}


@shape(2000)
def attributes(n):
    return {"m.py": "import p\nclass B(p" + ".a" * n + "): pass\n" + lines("class C{}(p.a.b.c): pass\n", n)}


@shape(800)
def slots(n):
    return {"m.py": lines("class A{0}:\n    __slots__ = ('a{0}',)\nclass B{0}(A{0}, A0): pass\n", n)}


@shape(800)
def generics(n):
    return {"m.py": "from typing import Generic, TypeVar\n" + lines("T{0} = TypeVar('T{0}')\nclass A{0}(Generic[T{0}]): pass\n"
                                                                 "class B{0}(Generic[T{0}], A{0}[T{0}]): pass\n", n)}


@shape(300)
def bases_by_star(n):
    k = int(n ** 0.5)
    return {"p{}.py".format(i): "".join("from p{} import *\n".format(j) for j in range(k) if i != j) +
            "class C{}(C{}): pass\n".format(i, (i + 1) % k) for i in range(k)}


@shape(1000)
def scopes(n):
    return {"m.py": "class A: pass\n" + lines("def f{}():\n    class B(A): pass\n    return B\n", n)}
