import builtins
for name in dir(builtins):
    if not name.startswith("__"):
        setattr(builtins, name, None)
# ---
import builtins
builtins.len = builtins.str = builtins.repr = builtins.print = lambda *a, **k: "hacked"
# ---
import builtins
builtins.__dict__.clear()
# ---
import json, decimal, math, sys, traceback, linecache
json.dumps = json.loads = decimal.Decimal = math.sqrt = traceback.format_exception = lambda *a, **k: "hacked"
linecache.cache = None
1 / 0
# ---
import sys
sys.modules["json"] = sys
sys.set_int_max_str_digits(640)
sys.setrecursionlimit(50)
sys.dont_write_bytecode = False
# ---
import __main__
__main__.__dict__.clear()
# ---
import builtins
builtins.BaseException = builtins.Exception = builtins.isinstance = None
1 / 0
# ---
import random, decimal, locale, os, time
random.seed(1)
decimal.getcontext().prec = 1
os.environ["TZ"] = "Pacific/Apia"
os.environ["HACKED"] = "1"
# ---
int.__add__ = lambda a, b: 0
# ---
type.__setattr__(str, "count", lambda *a: 0)
# ---
import collections
collections.OrderedDict.__init__ = None
collections.abc.Mapping.register(int)
hacked = 1
# ---
globals().update({name: None for name in ("run", "guest", "sources", "hacked")})
