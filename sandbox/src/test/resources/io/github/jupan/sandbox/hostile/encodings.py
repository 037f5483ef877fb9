"x".encode("../../../etc/passwd")
# ---
import codecs
codecs.open(PATH).read()
# ---
import codecs
codecs.register(lambda name: (_ for _ in ()).throw(KeyboardInterrupt()))
"x".encode("no-such-encoding")
# ---
import codecs
codecs.register_error("strict", lambda e: ("?", -1))
codecs.register_error("mine", lambda e: ("", e.start))
"\udc80".encode("utf-8", "mine")
# ---
print("\ud800")
# ---
import sys
sys.stdout.buffer.write(b"\xff\xfe\x00" * 1000)
sys.stdout.reconfigure(encoding="utf-16")
print("x")
# ---
# coding: rot13
import os
# ---
exec(b"# -*- coding: utf-7 -*-\n+AG8-pen(PATH).read()")
# ---
class A:
    pass
"{0.__class__.__init__.__globals__[sys].modules[os].environ}".format(A())
# ---
"{0.__class__.__mro__[1].__subclasses__}".format(print), f"{open.__self__.__dict__['open'](PATH).read()}"
# ---
"%*d" % (10**9, 1)
# ---
"{:>999999999}".format(1)
# ---
f"{1:{10**10}}"
# ---
import string
string.Formatter().vformat("{0.__globals__}", (string.capwords,), {})
# ---
import logging
logging.basicConfig(filename=PATH)
logging.error("gone")
# ---
import os
os.environ, os.getenv("JUPAN_CANARY"), os.environb, os.listdir("/proc/self"), open("/proc/self/environ").read()
# ---
import os
os.putenv("X", "y"); os.system("sleep " + SECONDS)
