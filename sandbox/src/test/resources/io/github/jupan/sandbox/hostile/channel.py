import os
os.write(1, b"\x7f\xff\xff\xff" + b"V" * 100)
# ---
import os
for fd in range(64):
    try:
        os.write(fd, b"\0\0\0\0V")
    except BaseException:
        pass
# ---
import os
while True:
    os.write(1, b"\0\0\0\0X" * 1000)
# ---
import os
for fd in range(64):
    try:
        print(fd, os.read(fd, 1000))
    except BaseException:
        pass
# ---
import os
for fd in range(64):
    try:
        os.close(fd)
    except BaseException:
        pass
# ---
import os
os.closerange(0, 1000)
# ---
import os
os.dup2(2, 1); os.dup2(1, 0)
# ---
import sys
sys.stdin.read(), sys.__stdin__.buffer.read(10)
# ---
input()
# ---
import sys
print(sys.__stdout__, sys.__stderr__, sys.__stdin__)
sys.__stdout__.buffer.write(b"\xff\xff\xff\xffE" * 1000)
sys.__stdout__.flush()
# ---
open(1, "wb", closefd=False).write(b"\0\0\0\0X")
# ---
open("/proc/self/fd/1", "wb").write(b"\0\0\0\0X")
# ---
open("/dev/stdout", "w").write("x"), open("/dev/tcp/127.0.0.1/" + str(PORT))
# ---
import os
os.sendfile(1, 0, 0, 1000), os.splice(0, 1, 1000)
# ---
import os
os.pipe(), os.fdopen(0).read()
# ---
import io
io.FileIO(1, "w").write(b"\0\0\0\0X"), io.FileIO(0).read(10)
# ---
lookup(key="x" * (17 << 20))
# ---
while True:
    lookup(key="x" * 10**6)
# ---
lookup.__closure__ and [c.cell_contents for c in lookup.__closure__ if callable(c.cell_contents)][0]("other", "{}")
# ---
calls = [c.cell_contents for c in lookup.__closure__ if callable(c.cell_contents)]
out = []
for call in calls:
    for name in ("other", "exit", "", "lookup\0", "LOOKUP", "../lookup", "secret", "java.lang.System", "0"):
        try:
            out.append(call(name, "{}"))
        except BaseException as e:
            out.append(str(e))
out
