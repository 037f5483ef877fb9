#!/usr/bin/env python3
"""Asks a live model questions through `jupan ask --json`, and says how many answers are right.

    live.py ask --label code-1.5b --server llama-server --weights qwen2.5-coder-1.5b-instruct-q4_k_m.gguf \\
        --questions questions.jsonl --mode code
    live.py ask --label local-1.5b --weights qwen2.5-coder-1.5b-instruct-q4_k_m.gguf --questions questions.jsonl
    live.py table results/*.jsonl

Each finished question is one line of `results/LABEL.jsonl`, and is not asked again: what was broken off goes on where
it was. All that was said stands in `results/raw/LABEL/N.jsonl`. An older checkout is measured with --checkout, another program
with --rival, such as --rival "python smolagents_ask.py".

The server is llama.cpp's own; it is built from the sources that the package llama-cpp-python carries on PyPI:

    pip download --no-binary :all: --no-deps llama-cpp-python==0.3.36 && tar xzf llama_cpp_python-*.tar.gz
    cd llama_cpp_python-*/vendor/llama.cpp
    cmake -B build -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DLLAMA_CURL=OFF
    cmake --build build --target llama-server

The weights are what the models' publisher offers on the model hub: Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF and
Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF, the files that end in q4_k_m.gguf. A question is a line of JSON, as judge.py has it.
"""

import argparse
import contextlib
import json
import os
import pathlib
import shlex
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request

import judge

ROOT = pathlib.Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def served(server, weights, threads, context):
    """The address of a server of these weights that lives as long as the block, deterministic by default."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [server, "-m", weights, "-c", context, "-np", 1, "-t", threads, "--temp", 0]
    command += ["--host", "127.0.0.1", "--port", port]
    child = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + 300
        while not is_healthy(address):
            if child.poll() is not None or time.monotonic() > until:
                sys.exit(f"the server does not start: {' '.join(str(word) for word in command)}")
            time.sleep(0.2)
        yield address
    finally:
        child.terminate()
        child.wait()


def is_healthy(address):
    try:
        with urllib.request.urlopen(address + "/health", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def jupan(given, name, address):
    command = [given.checkout / "jupan", "ask", "--json", "--model", f"openai:{name}", "--base-url", address]
    command += ["--mode", given.mode]
    command += ["--dialect", given.dialect] if given.dialect else []
    return command + given.option + ["--"]


class LocalModel:
    """One `jupan serve` that keeps the weights, as the session of a person does; each question has a session of its own."""

    def __init__(self, given):
        command = [given.checkout / "jupan", "serve", "--stdio", "--model", f"local:{given.weights}"] + given.option
        command += ["--dialect", given.dialect] if given.dialect else []
        self.child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
        self.mode, self.number = given.mode, 0

    def ask(self, question, limit_seconds):
        begun = time.monotonic()
        opened, _ = self.call("session.open", mode=self.mode, time_ms=int(limit_seconds * 1000))
        end, events = self.call("session.ask", session=opened["session"], text=question)
        seconds = time.monotonic() - begun
        self.call("session.close", session=opened["session"])
        return events + [end], seconds

    def call(self, method, **params):
        """Its result, and the events that came before it."""
        self.number += 1
        request = {"jsonrpc": "2.0", "id": self.number, "method": method, "params": params}
        self.child.stdin.write(json.dumps(request).encode() + b"\n")
        self.child.stdin.flush()
        events = []
        for line in self.child.stdout:
            message = json.loads(line)
            if message.get("id") != self.number:
                events.append(message["params"]["event"])
            elif "error" in message:
                return {"type": "error", "message": message["error"]["message"]}, events
            else:
                return message["result"], events
        sys.exit("jupan serve has ended")

    def close(self):
        self.child.stdin.close()
        self.child.wait()


def ask(command, limit_seconds):
    """The events of one question, and how long it took; a question at its limit has no end."""
    environment = dict(os.environ, OPENAI_API_KEY=os.environ.get("OPENAI_API_KEY", "none"))
    begun = time.monotonic()
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True
    )
    try:
        out, said = child.communicate(timeout=limit_seconds)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGTERM)
        out, said = child.communicate()
    seconds = time.monotonic() - begun
    if not out and seconds < limit_seconds:
        sys.exit(f"nothing was said but: {said.decode(errors='replace')}")
    return [json.loads(line) for line in out.splitlines() if line.endswith(b"}")], seconds


def measured(question, events, seconds, limit_seconds):
    end = next((event for event in events if event["type"] == "end"), {})
    error = next((event for event in events if event["type"] == "error"), {})
    at_limit = not end and seconds >= limit_seconds
    text = end.get("text")
    if at_limit or end.get("outcome") == "cancelled":
        outcome = f"bounded at {limit_seconds:g} s"
    else:
        outcome = end.get("outcome") or error.get("message", "no end")
    tokens = end.get("usage", {})
    return {
        "q": question["q"],
        "right": end.get("outcome") == "answered" and judge.right(question, text),
        "run": question.get("run", True),
        "runs": sum(event["type"] == "run" for event in events),
        "turns": sum(event["type"] == "turn_start" for event in events),
        "outcome": outcome,
        "seconds": round(seconds, 1),
        "input_tokens": tokens.get("input_tokens", 0),
        "output_tokens": tokens.get("output_tokens", 0),
        "text": text,
    }


def lines(path):
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def run_questions(given):
    questions = lines(given.questions)[: given.count]
    given.results.mkdir(parents=True, exist_ok=True)
    raw = given.results / "raw" / given.label
    raw.mkdir(parents=True, exist_ok=True)
    path = given.results / f"{given.label}.jsonl"
    done = {line["q"] for line in lines(path)}
    if done.issuperset(question["q"] for question in questions):
        return
    with asked(given) as answered:
        for number, question in enumerate(questions, 1):
            if question["q"] in done:
                continue
            events, seconds = answered(question["q"])
            (raw / f"{number}.jsonl").write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in events), "utf-8")
            line = {"n": number} | measured(question, events, seconds, given.limit)
            with path.open("a", encoding="utf-8") as results:
                results.write(json.dumps(line, ensure_ascii=False) + "\n")
            print(number, "right" if line["right"] else "wrong", line["runs"], line["outcome"], line["seconds"], flush=True)


@contextlib.contextmanager
def asked(given):
    """What gives a question's events and seconds."""
    if given.server is None:
        with contextlib.closing(LocalModel(given)) as model:
            yield lambda question: model.ask(question, given.limit)
        return
    name = given.weights.stem
    with served(given.server, given.weights, given.threads, given.context) as address:
        command = given.rival + [name, address + "/v1"] if given.rival else jupan(given, name, address + "/v1")
        yield lambda question: ask(command + [question], given.limit)


def table(paths):
    """Median and longest time are of questions asked one after another, the start of jupan included."""
    print("| | right | with a run, of those that want one | turns, median | did not answer | seconds, median and longest | tokens out |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for path in paths:
        results = lines(path)
        wanting = [line for line in results if line["run"]]
        ends = {}
        for line in results:
            if line["outcome"] != "answered":
                ends[line["outcome"]] = ends.get(line["outcome"], 0) + 1
        seconds = [line["seconds"] for line in results]
        print(
            f"| {path.stem} | {sum(line['right'] for line in results)} of {len(results)}"
            f" | {sum(line['runs'] > 0 for line in wanting)} of {len(wanting)}"
            f" | {statistics.median(line['turns'] for line in results):g}"
            f" | {', '.join(f'{count} {what}' for what, count in ends.items()) or '0'}"
            f" | {statistics.median(seconds):.0f}, {max(seconds):.0f}"
            f" | {sum(line['output_tokens'] for line in results)} |"
        )


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    asking = commands.add_parser("ask", help="ask the questions that have no line yet")
    asking.add_argument("--label", required=True)
    asking.add_argument("--checkout", type=pathlib.Path, default=ROOT)
    asking.add_argument("--server", type=pathlib.Path, help="llama.cpp's; without it the weights are asked as `local:`")
    asking.add_argument("--weights", type=pathlib.Path, required=True)
    asking.add_argument("--questions", type=pathlib.Path, required=True)
    asking.add_argument("--results", type=pathlib.Path, default=pathlib.Path("results"))
    asking.add_argument("--count", type=int, help="the first so many questions")
    asking.add_argument("--mode", choices=["direct", "think", "code"], default="code")
    asking.add_argument("--dialect", choices=["auto", "tools", "text"])
    asking.add_argument("--rival", type=shlex.split, help="ask this program instead, given NAME ADDRESS QUESTION; it prints the same events")
    asking.add_argument("--option", action="append", default=[], help="one more word for `jupan ask`, such as --option=--seed=1")
    asking.add_argument("--limit", type=float, default=120, help="seconds that a question may take")
    asking.add_argument("--threads", type=int, default=os.cpu_count())
    asking.add_argument("--context", type=int, default=8192)
    showing = commands.add_parser("table", help="render results as a table")
    showing.add_argument("paths", type=pathlib.Path, nargs="+")
    return parser.parse_args()


if __name__ == "__main__":
    given = arguments()
    if given.command == "ask":
        run_questions(given)
    else:
        table(given.paths)
