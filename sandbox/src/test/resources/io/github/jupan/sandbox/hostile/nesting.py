def f():
    return f()
f()
# ---
f = lambda n: f(n + 1)
f(0)
# ---
class A:
    def __getattr__(self, name):
        return getattr(self, name + "x")
A().b
# ---
class A:
    def __repr__(self):
        return repr(self)
A()
# ---
import sys
sys.setrecursionlimit(10**9)
def f(n):
    return f(n + 1) + 1
f(0)
# ---
exec("(" * 20000 + ")" * 20000)
# ---
exec("[" * 100000)
# ---
exec("-" * 50000 + "1")
# ---
exec("x" + ".a" * 50000)
# ---
exec("\n".join(" " * i + "if 1:" for i in range(2000)) + "\n" + " " * 2000 + "pass")
# ---
exec("1" + "+1" * 100000)
# ---
exec("f'" + "{" * 300 + "1" + "}" * 300 + "'")
# ---
a = []
for _ in range(10**5):
    a = [a]
repr(a)
# ---
a = []
for _ in range(10**5):
    a = [a]
a == eval("[[]]"), hash(tuple(a)), str(a)
# ---
import json
json.loads("[" * 10**6)
# ---
import ast
ast.literal_eval("(" * 10**5)
# ---
import copy
a = []
for _ in range(10**5):
    a = [a]
copy.deepcopy(a)
# ---
e = None
for _ in range(10**5):
    n = ValueError()
    n.__cause__ = e
    e = n
raise e
# ---
isinstance(1, eval("(" * 90 + "int," + ",)" * 90))
# ---
def g(n):
    yield from g(n + 1)
list(g(0))
