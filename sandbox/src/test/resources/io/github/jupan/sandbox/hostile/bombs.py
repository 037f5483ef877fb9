import zlib
data = b"\0" * 10**6
d = zlib.compress(data * 100)
out = b"".join(zlib.decompress(d) for _ in range(100))
# ---
import zipfile, io
b = io.BytesIO()
with zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("x", bytes(10**8))
    z.writestr("../../../../../../" + PATH, b"gone")
with zipfile.ZipFile(b) as z:
    z.extractall("/tmp")
# ---
import bz2, lzma
lzma.decompress(lzma.compress(bytes(10**7)) * 100)
# ---
import tarfile, io
tarfile.open(PATH)
# ---
import os
while True:
    os.fork()
# ---
import os
while True:
    try:
        os.fork()
    except BaseException:
        pass
# ---
import threading
while True:
    threading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()
# ---
import concurrent.futures as c
list(c.ThreadPoolExecutor(1000).map(lambda x: x, range(1000)))
# ---
import concurrent.futures as c
list(c.ProcessPoolExecutor(10).map(abs, range(10)))
# ---
import multiprocessing as m
m.Pool(10).map(abs, range(10))
# ---
import _thread
while True:
    _thread.start_new_thread(print, ())
# ---
import asyncio
async def f():
    while True:
        asyncio.get_running_loop().create_task(f())
        await asyncio.sleep(0)
asyncio.run(f())
# ---
kept = []
while True:
    kept.append("x" * 10**5)
# ---
kept = {}
i = 0
while True:
    i += 1
    kept[i] = [i]
# ---
kept = bytearray(2 * 10**9)
# ---
import itertools
list(itertools.product(range(100), repeat=10))
# ---
import itertools
itertools.tee(itertools.count(), 10**7)
# ---
class C:
    pass
while True:
    C = type("C", (C,), {})
# ---
i = 0
while True:
    i += 1
    exec(f"class C{i}: x{i} = {i}\ndef f{i}(): return {i}")
# ---
import re
i = 0
while True:
    i += 1
    re.compile(f"(a{i}|b{i})*{i}")
# ---
import array, collections
a = array.array("q", [0]) * (1 << 40)
# ---
import collections
d = collections.deque()
while True:
    d.append(bytearray(1000))
# ---
import hashlib
hashlib.pbkdf2_hmac("sha256", b"x", b"y", 10**9)
# ---
import hashlib
hashlib.scrypt(b"x", salt=b"y", n=2**20, r=8, p=1)
