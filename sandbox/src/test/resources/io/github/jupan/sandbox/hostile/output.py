while True:
    print("spam" * 1000)
# ---
import sys
while True:
    sys.stderr.write("x")
# ---
print("x" * 10**8)
# ---
"x" * 10**8
# ---
raise ValueError("x" * 10**8)
# ---
class R:
    def __repr__(self):
        return "\x1b]0;" + "가" * 10**7
R()
# ---
class R:
    def __repr__(self):
        return 5
R()
# ---
class S(str):
    def __getitem__(self, i):
        return "x" * 10**8
    def __len__(self):
        return -1
class R:
    def __repr__(self):
        return S("x" * 10**6)
R()
# ---
import sys
sys.stdout = None
print("x")
# ---
import sys
class O:
    def write(self, t):
        while True:
            pass
    flush = write
sys.stdout = sys.stderr = O()
print("x")
# ---
import sys
sys.stdout.close()
sys.stderr.close()
print("x")
# ---
import sys
sys.__stdout__.write("x"); sys.stdout.detach()
print("x")
# ---
print("\x00\x1b[2J\r\n" * 1000)
# ---
import sys
sys.stdout.buffer.raw.channel = 99
print("x")
# ---
import sys
sys.stdout.buffer.raw.write(memoryview(bytes(10**8)))
