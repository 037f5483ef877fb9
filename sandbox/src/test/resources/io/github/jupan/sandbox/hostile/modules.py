import sys
sys.modules["os"].system("sleep " + SECONDS)
# ---
import sys
for name, module in list(sys.modules.items()):
    for attribute in ("system", "popen", "spawnv", "fork", "open", "execv"):
        f = getattr(module, attribute, None)
        if f:
            for arguments in ((PATH,), ("sleep " + SECONDS,), ()):
                try:
                    print(name, attribute, f(*arguments))
                except BaseException as e:
                    pass
# ---
import sys
sys.modules.clear()
import os
# ---
import sys
sys.modules["traceback"] = sys.modules["json"] = sys.modules["io"] = None
1 / 0
# ---
import sys, os
sys.path[:] = [os.path.dirname(PATH)]
sys.path_importer_cache.clear()
import secret
# ---
import importlib.machinery as m
m.SourceFileLoader("m", PATH).get_data(PATH)
# ---
import importlib.util as u
s = u.spec_from_file_location("m", PATH)
s.loader.exec_module(u.module_from_spec(s))
# ---
import importlib.machinery as m
m.ExtensionFileLoader("m", PATH).load_module("m")
# ---
import _imp
[getattr(_imp, n) for n in dir(_imp)], _imp.create_dynamic
# ---
import zipimport
zipimport.zipimporter(PATH)
# ---
import sys
class Finder:
    def find_spec(self, *a):
        raise SystemError("imports are mine")
sys.meta_path[:] = [Finder()]
import uuid
# ---
import builtins
builtins.__import__ = lambda *a, **k: (_ for _ in ()).throw(MemoryError())
import json
# ---
import pkgutil
pkgutil.get_data("json", "../../../../../../../../../.." + PATH)
# ---
import importlib.resources as r
(r.files("json") / ".." / ".." / "site.py").read_text()[:1], r.files("json").joinpath(PATH).read_text()
# ---
import runpy
runpy.run_path(PATH)
# ---
import venv, ensurepip
venv.create(PATH + "x", with_pip=True)
