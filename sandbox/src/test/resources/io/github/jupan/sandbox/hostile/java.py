import java
java.type("java.lang.Runtime").getRuntime().exec("sleep 30")
# ---
import java.lang.System
# ---
import java
java.add_to_classpath(PATH), java.type("java.nio.file.Files")
# ---
import polyglot
polyglot.eval(language="python", path=PATH)
# ---
import polyglot
polyglot.import_value("x"), polyglot.export_value("x", 1)
# ---
import jarray
# ---
import __graalpython__
out = []
for n in dir(__graalpython__):
    try:
        out.append((n, getattr(__graalpython__, n)()))
    except BaseException as e:
        out.append((n, str(e)))
out
# ---
import __graalpython__
for n in dir(__graalpython__):
    for a in ((PATH,), (open,), (0,), ("os", "system")):
        try:
            print(n, getattr(__graalpython__, n)(*a))
        except BaseException as e:
            print(n, type(e), e)
# ---
import _polyglot
dir(_polyglot)
# ---
import sys
f = sys._getframe()
while f:
    for v in list(f.f_locals.values()):
        for a in ("getClass", "class", "getClassLoader", "exec"):
            try:
                print(getattr(v, a)("java.lang.System"))
            except BaseException as e:
                print(e)
    f = f.f_back
# ---
lookup.__closure__[0].cell_contents, [c.cell_contents for c in lookup.__closure__]
# ---
host = next(c.cell_contents for c in lookup.__closure__ if "oreign" in str(type(c.cell_contents)))
print(type(host), dir(host), repr(host), str(host))
# ---
host = next(c.cell_contents for c in lookup.__closure__ if "oreign" in str(type(c.cell_contents)))
out = []
for a in ((), (1,), (None, None), (open, open), (b"x", b"y"), ("lookup",), ("x" * 10**7, "{}"), ("lookup", "{" * 10**6)):
    try:
        out.append(host(*a))
    except BaseException as e:
        out.append(str(e))
out
# ---
help()
# ---
import site, sysconfig, sys, platform
sysconfig.get_paths(), sys.executable, sys.prefix, sys.path, platform.uname(), sys.argv, site.getusersitepackages()
