#!/usr/bin/env python3
"""Snippets a second: `POST /run_code` of `jupan serve --http` beside what trainers take instead.

    run_code.py --count 300 --at-once 1,4,16
    run_code.py --burst 1000

The others: a `python3` process for each snippet, started by the trainer itself, and a server that does what SandboxFusion
does without isolation: a temporary folder, a file, and `bash -c "python3 FILE"` under a time limit, by asyncio, over HTTP.
All run the same snippets in turn, and every result is looked at before a time is printed. `--burst` sends so many at once and says
what became of each: answered, refused because the server is full (504, tried again after a while that doubles, as trainers do), or wrong; among them are some
that loop for ever, whose time limit has to hold, and some that take memory. Standard library only.
"""

import argparse
import asyncio
import collections
import concurrent.futures
import http.client
import json
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from served import TOKEN, Server

FUNCTION = """
import sys
numbers = [int(x) for x in sys.stdin.read().split()]
def primes(n):
    return [k for k in range(2, n) if all(k % d for d in range(2, int(k ** 0.5) + 1))]
print(sum(numbers), len(primes(numbers[0])), sorted(str(sum(numbers)))[-1])
"""


def expected(number):
    total = number + 7
    primes = sum(all(k % d for d in range(2, int(k**0.5) + 1)) for k in range(2, number))
    return f"{total} {primes} {sorted(str(total))[-1]}\n"


def asked(port, path, body, timeout=120):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def by_jupan(server):
    def run(number):
        status, answer = asked(server.port, "/run_code/" + TOKEN, {"code": FUNCTION, "stdin": f"{number} 7"})
        return answer["run_result"]["stdout"] if status == 200 else f"{status} {answer}"

    return run


def by_process(number):
    return subprocess.run([sys.executable, "-c", FUNCTION], input=f"{number} 7", capture_output=True, text=True, timeout=60).stdout


class FileServer:
    """One shell and one interpreter for each request, as SandboxFusion starts them."""

    def __init__(self):
        self.ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self.serve()), daemon=True).start()
        self.ready.wait()

    async def serve(self):
        server = await asyncio.start_server(self.answer, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self.ready.set()
        await server.serve_forever()

    async def answer(self, reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
        body = json.loads(await reader.readexactly(length))
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "main.py")
            file.write_text(body["code"])
            child = await asyncio.create_subprocess_shell(
                f"{sys.executable} {file}",
                cwd=folder,
                executable="/bin/bash",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            out, _ = await asyncio.wait_for(child.communicate(body["stdin"].encode()), 60)
        told = json.dumps({"run_result": {"stdout": out.decode()}}).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(told) + told)
        await writer.drain()
        writer.close()

    def run(self, number):
        return asked(self.port, "/run_code", {"code": FUNCTION, "stdin": f"{number} 7"})[1]["run_result"]["stdout"]


def measure(given, server):
    contenders = {"jupan /run_code": by_jupan(server), "python3 a snippet": by_process, "file, bash, python3": FileServer().run}
    for at_once in given.at_once:
        rates = collections.defaultdict(list)
        for _ in range(given.rounds):
            for name, run in contenders.items():
                with concurrent.futures.ThreadPoolExecutor(at_once) as threads:
                    numbers = [100 + i % 50 for i in range(given.count)]
                    begun = time.perf_counter()
                    results = list(threads.map(run, numbers))
                    rates[name].append(given.count / (time.perf_counter() - begun))
                for number, result in zip(numbers, results):
                    if result != expected(number):
                        raise SystemExit(f"{name}: {number} gave {result!r}, not {expected(number)!r}")
        print(f"{at_once} at once, {given.rounds} x {given.count} snippets each, all right:")
        for name, values in rates.items():
            print(f"  {name:22} {statistics.median(values):6.1f} snippets/s, median of {', '.join(f'{v:.1f}' for v in values)}")


def burst(given, server):
    kinds = {
        "runs": ({"code": FUNCTION, "stdin": "100 7"}, lambda r: r["run_result"]["stdout"] == expected(100)),
        "loops": ({"code": "while True: pass", "run_timeout": 3}, lambda r: r["run_result"]["status"] == "TimeLimitExceeded"),
        "takes memory": ({"code": "x = 'a' * 10**10"}, lambda r: r["run_result"]["return_code"] not in (0, None)),
    }
    order = ["loops" if i % 100 == 50 else "takes memory" if i % 100 == 75 else "runs" for i in range(given.burst)]
    begun = time.perf_counter()

    def one(kind):
        body, is_right = kinds[kind]
        refused = 0
        while True:
            status, answer = asked(server.port, "/run_code/" + TOKEN, body, 600)
            if status != 504:
                return kind, refused, status == 200 and is_right(answer), answer
            refused += 1
            time.sleep(min(2**refused, 32) * random.uniform(0.5, 1))

    with concurrent.futures.ThreadPoolExecutor(given.burst) as threads:
        results = list(threads.map(one, order))
    seconds = time.perf_counter() - begun
    for kind in kinds:
        of_kind = [each for each in results if each[0] == kind]
        wrong = [each for each in of_kind if not each[2]]
        print(f"{kind}: {len(of_kind) - len(wrong)} of {len(of_kind)} as they should be, {sum(each[1] for each in of_kind)} times refused")
        if wrong:
            raise SystemExit(f"{kind}: {wrong[0]}")
    print(f"{given.burst} at once took {seconds:.1f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkout", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--at-once", type=lambda text: [int(each) for each in text.split(",")], default=[1, 4])
    parser.add_argument("--burst", type=int, default=0, help="so many at once instead")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        server = Server(given.checkout, home)
        try:
            burst(given, server) if given.burst else measure(given, server)
        finally:
            server.kill()


main()
