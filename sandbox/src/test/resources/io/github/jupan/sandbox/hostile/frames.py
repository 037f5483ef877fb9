import sys
f = sys._getframe()
while f:
    print(f.f_code.co_filename, sorted(f.f_globals)[:5], sorted(f.f_locals)[:30])
    f = f.f_back
# ---
import sys
f = sys._getframe()
while f.f_back:
    f = f.f_back
f.f_builtins["__import__"]("os").system("sleep " + SECONDS)
# ---
try:
    1 / 0
except ZeroDivisionError as e:
    t = e.__traceback__
    print(t.tb_frame.f_back and t.tb_frame.f_back.f_locals)
    t.tb_frame.f_back.f_locals["sources"].clear()
    t.tb_frame.f_back.f_globals["__builtins__"].open(PATH).read()
# ---
def g():
    yield h.gi_frame.f_back.f_back.f_builtins
h = g()
next(h)["open"](PATH).read()
# ---
import sys
sys.settrace(lambda *a: print(a) or 1 / 0)
sys.setprofile(lambda *a: print(a) or 1 / 0)
len([])
# ---
import sys
sys.excepthook = lambda *a: print("hook", a)
sys.unraisablehook = sys.excepthook
class D:
    def __del__(self):
        raise ValueError
D()
1 / 0
# ---
import inspect
[f.frame.f_locals for f in inspect.stack()]
# ---
import sys
f = sys._getframe(1)
[f.f_locals.__setitem__(k, None) for k in list(f.f_locals)]
# ---
import traceback
class T:
    tb_frame = None
e = ValueError("x")
e.__traceback__ = None
e.__cause__ = e
raise e
