import ctypes
ctypes.CDLL(None).system(b"sleep 30")
# ---
import _ctypes
_ctypes.dlopen("libc.so.6", 0)
# ---
import ctypes
ctypes.string_at(0), ctypes.memset(0, 1, 1)
# ---
import mmap
mmap.mmap(-1, 1 << 20)[:3]
# ---
import mmap
mmap.mmap(3, 0)[:]
# ---
import signal, os
signal.signal(signal.SIGTERM, print); os.kill(os.getpid(), signal.SIGKILL)
# ---
import signal
signal.alarm(1); signal.pause()
# ---
import os, signal
os.kill(os.getppid(), signal.SIGKILL); os.killpg(0, 9)
# ---
import faulthandler
faulthandler._sigsegv()
# ---
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
# ---
import fcntl, termios, pty, tty
pty.spawn(["sleep", SECONDS])
# ---
import socket
socket.create_connection(("127.0.0.1", PORT), 1).send(b"x")
# ---
import _socket
_socket.socket(_socket.AF_UNIX).connect("/var/run/docker.sock")
# ---
import asyncio
asyncio.run(asyncio.open_connection("127.0.0.1", PORT))
# ---
import urllib.request
urllib.request.urlopen(f"file://{PATH}").read(), urllib.request.urlopen(f"http://127.0.0.1:{PORT}").read()
# ---
import sqlite3
sqlite3.connect(PATH).execute("create table t(x)")
# ---
import webbrowser
webbrowser.open(f"http://127.0.0.1:{PORT}")
# ---
import tempfile
tempfile.NamedTemporaryFile(delete=False).write(b"x")
# ---
import _testcapi
_testcapi.crash_no_current_thread()
# ---
import os
os._exit(0)
# ---
import os
os.abort()
# ---
import sys
sys.exit(10**100)
