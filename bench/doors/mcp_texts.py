#!/usr/bin/env python3
"""Large texts through `jupan mcp`, and a client that reads nothing.

    mcp_texts.py parts --checkout . --mb 128
    mcp_texts.py deaf --checkout . --count 3000

`parts` hands over a text in parts of 15 MB with `append`, has Python say how long it is and how often a word stands in it,
and prints the time and the most memory that the server and its worker took. `deaf` asks for much and reads nothing, and
prints the server's memory meanwhile, once a second. Linux, standard library only.
"""

import argparse
import json
import os
import pathlib
import subprocess
import threading
import time


class Server:
    def __init__(self, checkout):
        command = [str(checkout / "jupan"), "mcp", "--model", "offline", "--deadline", "300s"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | {"JUPAN_AOT": "off"}
        )
        self.most, self.id = {}, 0
        self.request(
            "initialize",
            {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "bench", "version": "1"}},
        )
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self):
        while self.process.poll() is None:
            for name, pid in [("server", self.process.pid)] + [("worker", pid) for pid in below(self.process.pid)]:
                self.most[name] = max(self.most.get(name, 0), resident(pid))
            time.sleep(0.1)

    def send(self, method, params):
        self.id += 1
        message = {"jsonrpc": "2.0", "id": self.id, "method": method, "params": params}
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()
        return self.id

    def request(self, method, params):
        id = self.send(method, params)
        while True:
            answer = json.loads(self.process.stdout.readline())
            if answer.get("id") == id:
                if "error" in answer:
                    raise SystemExit(answer["error"])
                return answer["result"]

    def run(self, **arguments):
        return self.request("tools/call", {"name": "run_python", "arguments": arguments})["structuredContent"]


def below(pid):
    return [each for child in children(pid) for each in [child, *below(child)]]


def children(pid):
    try:
        return [int(each) for each in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()] + [
            int(each)
            for task in pathlib.Path(f"/proc/{pid}/task").iterdir()
            if task.name != str(pid)
            for each in (task / "children").read_text().split()
        ]
    except OSError:
        return []


def resident(pid):
    try:
        return int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20
    except (OSError, IndexError):
        return 0


def parts(given):
    server = Server(given.checkout)
    if server.run(code="1")["value"] != "1":
        raise SystemExit("Python does not start")
    line = "the quick brown fox jumps over the lazy dog; "
    left, begun, count = given.mb << 20, time.monotonic(), 0
    whole = 0
    while left > 0:
        size = min(left, 15 << 20)
        text = (line * (size // len(line) + 1))[:size]
        got = server.run(code="len(documents['big'])", texts={"big": text}, append=True)
        whole, left, count = whole + size, left - size, count + 1
        if got["value"] != str(whole):
            raise SystemExit(f"after {whole} characters: {got}")
        print(f"part {count}: {whole >> 20} MB, {time.monotonic() - begun:.1f} s", flush=True)
    found = server.run(code="documents['big'].count('fox')")
    took = time.monotonic() - begun
    print(f"{given.mb} MB in {count} parts, fox {found['value']} times: {took:.1f} s; most memory in MB: {server.most}")
    server.process.stdin.close()
    server.process.wait()


def deaf(given):
    server = Server(given.checkout)
    server.run(code="text = 'x' * 100_000")

    def ask():
        try:
            for _ in range(given.count):
                server.send("tools/call", {"name": "run_python", "arguments": {"code": "text"}})
        except OSError:
            pass

    threading.Thread(target=ask, daemon=True).start()
    begun = time.monotonic()
    seen = []
    while time.monotonic() - begun < given.seconds:
        time.sleep(1)
        seen.append(resident(server.process.pid))
    step = max(1, len(seen) // 10)
    print(f"{server.id} calls sent, no answer read, the server's memory in MB every {step} s: {seen[::step]}")
    server.process.kill()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["parts", "deaf"])
    parser.add_argument("--checkout", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--mb", type=int, default=128)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seconds", type=int, default=40)
    given = parser.parse_args()
    parts(given) if given.what == "parts" else deaf(given)


main()
