"""TOML by hand, valid and not; tomllib is the judge of which is which."""
TEXTS = r'''
a = 1
---
a = 1 b = 2
---
a.b.c = 1
a.b.d = 2
a . "e" . 'f.g' = 3
---
a.b = 1
a.b.c = 2
---
a = 1
a = 2
---
"" = 1
'' = 2
---
'' = "empty"
"a b".'c d' = "quoted"
---
"""a""" = 1
---
= 1
---
a =
---
a
---
a = 0
b = +0
c = -0
d = 1_000
e = 0xDEAD_beef
f = 0o755
g = 0b1101
h = -17
i = 9223372036854775807
j = -9223372036854775808
---
a = 01
---
a = 1__0
---
a = _1
---
a = 1_
---
a = 0x
---
a = 0x_1
---
a = +0x1
---
a = 0XA
---
a = 0b2
---
a = 0o8
---
a = 1.0
b = -0.01
c = 5e+22
d = 1e06
e = -2E-2
f = 6.626e-34
g = 224_617.445_991_228
h = inf
i = +inf
j = -inf
k = nan
l = +nan
m = -nan
n = 0e0
o = 0.0
---
a = 1.
---
a = .5
---
a = 1.e3
---
a = 03.14
---
a = 1._0
---
a = 1e_1
---
a = Inf
---
a = true
b = false
---
a = True
---
a = truex
---
a = 1979-05-27T07:32:00Z
b = 1979-05-27T00:32:00-07:00
c = 1979-05-27 00:32:00.999999
d = 1979-05-27
e = 07:32:00
f = 00:32:00.5
g = 2024-02-29
h = 1979-05-27t07:32:00z
---
a = 2023-02-29
---
a = 1979-13-01
---
a = 1979-00-01
---
a = 1979-01-32
---
a = 25:00:00
---
a = 07:60:00
---
a = 07:32
---
a = 1979-05-27T07:32
---
a = 1979-05-27T07:32:00+25:00
---
a = 1979-05-27T
---
a = 1979-5-27
---
a = "\b\t\n\f\r\"\\ \u00e9 \U0001F600"
---
a = "\x41"
---
a = "\e"
---
a = "\uD800"
---
a = "\U00110000"
---
a = "\u12"
---
a = "unclosed
---
a = 'C:\Users\n'
---
a = 'it''s'
---
a = """
one
two"""
---
a = """\
   one \
   
   two\
   """
---
a = """one \x two"""
---
a = """one \ two"""
---
a = """a""b"""
---
a = """a"""""
---
a = """a""""""
---
a = """"a\""""
---
a = """a \""" b"""
---
a = ""
b = """"""
c = ''
d = \'\'\'\'\'\'
---
a = \'\'\'
one\two\'\'\'
---
a = \'\'\'a\'\'b\'\'\'\'\'
---
a = """unclosed
---
a = []
b = [1, 2,]
c = [ 1, "two", [3.0], {x = 4} ]
d = [
  # a comment
  1, # another

  2
  # the last
]
---
a = [1,,2]
---
a = [,]
---
a = [1 2]
---
a = [1
---
a = {}
b = {x = 1, y.z = 2, "q r" = [1, {s = 2}]}
---
a = {x = 1,}
---
a = {
x = 1 }
---
a = {x = [
1,
], y = """
"""}
---
a = {x = 1, x = 2}
---
a = {x.y = 1, x.z = 2}
---
a = {x = {y = 1}, x.z = 2}
---
a = {x = 1}
a.y = 2
---
a = {x = 1}
[a.b]
---
a = [{x = 1}]
[[a]]
---
a = [{x = 1}]
[a.b]
---
[a]
[a]
---
[a]
b = 1
[a.b]
---
[a.b]
[a]
---
[a.b]
[a]
c = 1
[a.d]
---
[a.b.c]
[a]
b.x = 1
---
[a.b.c]
  z=9
[a]
  b.c.t = "x"
---
[a.b.c.d]
  z=9
[a]
  b.c.d.k.t = "x"
---
[fruit]
apple.color = "red"
[fruit.apple]
---
[fruit]
apple.color = "red"
[fruit.apple.taste]
sweet = true
---
[fruit]
apple.color = "red"
[x]
[fruit.apple.color]
---
a.b = 1
[a]
---
a.b = 1
[a.c]
---
a.b = 1
[x]
[a.b]
---
[[a]]
[[a]]
x = 1
[a.b]
[[a.c]]
[[a.c]]
[[a]]
[a.b]
---
[[a]]
[a]
---
[a]
[[a]]
---
[[a.b]]
[[a]]
---
[[a.b]]
[a]
b.y = 2
---
[[a.b]]
[a]
c = 1
---
[[a]]
b = 1
[a.b]
---
[ a . "b" . c ]
x = 1
[[ d . e ]]
---
[ [a] ]
---
[[a] ]
---
[a]]
---
[]
---
[a.]
---
[.a]
---
[a..b]
---
[a] b = 1
---
[a] # comment
b = 1 # comment
---
a = 1 # comment
# é ü 😀
b = "é 😀 x" # 😀
"ключ" = 1
---
ключ = 1
---
1 = 1
-_ = 2
3.14 = "pi"
true = false
---
[a]
x = 1
[b]
[a.c]
y = 2
---
[a.b]
c.d = 1
c.e = 2
[a.b.f]
[a]
g.h = 1
---
[tool.x]
[tool]
y = 1
[tool.x.z]
---
a.b.c = 1
[a.b.d]
'''.replace("\\'", "'").strip("\n").split("\n---\n")

RAW = [
    b"", b"\n", b"\r\n", b"#", b"# only a comment", b"a=1", b"a = 1\r\nb = 2\r\n", b"a = 1\rb = 2",
    b"\xef\xbb\xbfa = 1\n", b"a = '\xef\xbb\xbf'\n", b"a = 1 \xef\xbb\xbf\n", b"a = '\xff'\n", b"# \xc3\n", b"a = '\xed\xa0\x80'",
    b"a = \"\x00\"", b"a = 1\x00", b"# \x07\n", b"# \x7f\n", b"a = '\x1f'", b"a = '\t'\n", b"a\t=\t1\t\n", b"a = 1\x0b",
    b'a = """\r\nb\r\nc\\\r\n  d"""\r\n', b"a = '''\r\nb\r\nc'''\r\n", b"a = [\r\n1,\r\n2 # c\r\n]\r\n",
    "a\u00a0= 1".encode(), "a = 1\u2028".encode(), "a = '\u0085'".encode(),
]
