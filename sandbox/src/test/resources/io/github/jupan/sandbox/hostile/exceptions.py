while True:
    try:
        while True:
            pass
    except BaseException:
        pass
# ---
while True:
    try:
        raise ValueError
    finally:
        continue
# ---
def f():
    try:
        f()
    finally:
        f()
f()
# ---
while True:
    try:
        raise ValueError("x" * 10**5)
    except ValueError as e:
        keep = e
# ---
import contextlib
class C:
    def __enter__(self):
        return self
    def __exit__(self, *a):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
with C():
    1 / 0
# ---
class E(Exception):
    def __str__(self):
        while True:
            pass
raise E
# ---
class E(BaseException):
    def __init__(self):
        raise self.__class__()
raise E
# ---
class E(Exception):
    __module__ = property(lambda s: 1 / 0)
    __qualname__ = "x" * 10**5
    def __repr__(self):
        raise KeyboardInterrupt
raise E
# ---
class M(type):
    def __getattribute__(cls, name):
        raise SystemExit(0)
class E(Exception, metaclass=M):
    pass
raise E
# ---
raise ExceptionGroup("x" * 10**5, [ValueError(i) for i in range(10**4)])
# ---
class D:
    def __del__(self):
        while True:
            pass
d = D()
del d
# ---
import atexit
atexit.register(lambda: [0 for _ in iter(int, 1)])
# ---
import time
while True:
    try:
        time.sleep(1000)
    except BaseException:
        pass
# ---
def g():
    while True:
        try:
            yield
        except GeneratorExit:
            while True:
                pass
h = g()
next(h)
h.close()
# ---
class R:
    def __repr__(self):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
R()
# ---
raise KeyboardInterrupt
# ---
raise MemoryError
# ---
raise SystemExit("x" * 10**6)
# ---
import weakref, gc
class C:
    pass
c = C()
weakref.finalize(c, lambda: [0 for _ in iter(int, 1)])
del c
gc.collect()
