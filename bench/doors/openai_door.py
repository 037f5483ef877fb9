#!/usr/bin/env python3
"""The OpenAI door of `jupan serve --http`: what it adds to a turn, and what kills cost.

    openai_door.py time --checkout . --count 400
    openai_door.py kill --checkout . --kills 20 --clients 4

`time` asks the offline model the same question through `/v1/chat/completions` and, in turn, through `session.ask` of the
JSON-RPC door, one request after another on a connection that stays open, and prints medians. `kill` has clients ask in
sessions of their own and kills the server (SIGKILL) at a random moment after each of them was answered since the last
kill, starts it again, and then looks whether every answer that a client got is in its session's history, once. Standard
library only.
"""

import argparse
import collections
import http.client
import json
import pathlib
import random
import statistics
import tempfile
import threading
import time

from served import TOKEN, Server


class Client:
    def __init__(self, port):
        self.port, self.connection = port, None

    def post(self, path, body, headers=None):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            self.connection.request(
                "POST",
                path,
                json.dumps(body),
                {"Content-Type": "application/json", "Authorization": "Bearer " + TOKEN} | (headers or {}),
            )
            response = self.connection.getresponse()
            return response.status, json.loads(response.read() or b"null")
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise

    def complete(self, question, session=None):
        return self.post(
            "/v1/chat/completions",
            {"model": "jupan", "messages": [{"role": "user", "content": question}]},
            {"X-Jupan-Session": session} if session else None,
        )

    def call(self, method, **params):
        status, answer = self.post("/rpc", {"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
        if "error" in answer:
            raise SystemExit(f"{method}: {answer['error']}")
        return answer["result"]


def measure(given):
    with tempfile.TemporaryDirectory() as home:
        server = Server(given.checkout, home)
        try:
            client = Client(server.port)
            session = client.call("session.open")["session"]
            question = "How many r's are in strawberry?"
            took = {"openai": [], "rpc": []}
            for i in range(given.count + 20):
                for name in ("openai", "rpc") if i % 2 else ("rpc", "openai"):
                    begun = time.perf_counter()
                    if name == "openai":
                        status, answer = client.complete(question, "measured")
                        text = answer["choices"][0]["message"]["content"]
                    else:
                        text = client.call("session.ask", session=session, text=question)["text"]
                    spent = time.perf_counter() - begun
                    if "3" not in text:
                        raise SystemExit(f"{name} answered wrongly: {text}")
                    if i >= 20:
                        took[name].append(1000 * spent)
            for name, times in took.items():
                cuts = statistics.quantiles(times, n=100)
                print(f"{name}: p50 {statistics.median(times):.2f} ms, p99 {cuts[98]:.2f} ms, n {len(times)}, all right")
            print(f"the OpenAI door adds {statistics.median(took['openai']) - statistics.median(took['rpc']):.2f} ms of p50")
        finally:
            server.kill()


def kill(given):
    random.seed(given.seed)
    acknowledged, since, starts = collections.Counter(), collections.Counter(), [0]
    news, over, wrong = threading.Condition(), threading.Event(), []

    def ask(number, port):
        client, count = Client(port), 0
        while not over.is_set():
            count += 1
            before = starts[0]
            word = "".join(random.choice("abcr") for _ in range(12)) + str(count)
            question = f'How many r\'s are in "{word}"?'
            try:
                status, answer = client.complete(question, f"client-{number}")
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                time.sleep(0.1)
                continue
            if status == 200:
                text = answer["choices"][0]["message"]["content"]
                with news:
                    if str(word.count("r")) not in text.replace(word, ""):
                        wrong.append(f"{question} was answered wrongly: {text}")
                    acknowledged[f"client-{number}", question] += 1
                    if before == starts[0]:
                        since[number] += 1
                        news.notify_all()
            else:
                time.sleep(0.1)

    with tempfile.TemporaryDirectory() as home:
        server = Server(given.checkout, home)
        try:
            between = []
            clients = [threading.Thread(target=ask, args=(n, server.port), daemon=True) for n in range(given.clients)]
            for each in clients:
                each.start()
            answered = lambda: len(since) == given.clients
            for number in range(given.kills + 1):
                with news:
                    if not news.wait_for(answered, given.patience):
                        raise SystemExit(f"after {number} kills only {len(since)} sessions of {given.clients} work again")
                if number < given.kills:
                    time.sleep(random.uniform(0, given.longest))
                    server.kill()
                    with news:
                        between.append(sum(since.values()))
                        since.clear()
                        starts[0] += 1
                    server.start()
            over.set()
            for each in clients:
                each.join(90)
            reader, kept = Client(server.port), collections.Counter()
            for n in range(given.clients):
                begin = 0
                question = None
                while True:
                    page = reader.call("session.history", session=f"client-{n}", **{"from": begin, "count": 5000})
                    for event in page["events"]:
                        if event["type"] == "asked":
                            question = event["text"]
                        if event["type"] == "end" and event["outcome"] == "answered":
                            kept[f"client-{n}", question] += 1
                    begin += len(page["events"])
                    if begin >= page["total"]:
                        break
            lost = [each for each in acknowledged if kept[each] < 1]
            doubled = [each for each, count in kept.items() if count > 1]
            print(f"{given.kills} kills, {given.clients} clients, {sum(acknowledged.values())} answers: ", end="")
            print(f"{len(lost)} lost, {len(doubled)} doubled; {min(between)} to {max(between)} answers before a kill, ", end="")
            print(f"{sum(kept.values()) - sum(acknowledged.values())} kept that no client got to see")
            if wrong:
                raise SystemExit("\n".join(wrong[:3]))
            if lost or doubled:
                raise SystemExit(f"lost {lost[:3]}, doubled {doubled[:3]}")
        finally:
            server.kill()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["time", "kill"])
    parser.add_argument("--checkout", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--longest", type=float, default=4, help="seconds from the last client's answer to a kill, at most")
    parser.add_argument("--patience", type=float, default=600, help="seconds for all clients to be answered after a kill")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    measure(given) if given.what == "time" else kill(given)


main()
