"""A `jupan serve --http` of one's own, to be measured and killed. Standard library only."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import time

TOKEN = "a-token-for-this-measurement-alone"


class Server:
    def __init__(self, checkout, home):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.command = [str(checkout / "jupan"), "serve", "--http", "--port", str(self.port), "--model", "offline"]
        self.environment = os.environ | {"JUPAN_TOKEN": TOKEN, "XDG_STATE_HOME": home, "JUPAN_AOT": "off"}
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            self.command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + 120
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                if self.get("/readyz") == 200:
                    return
            time.sleep(0.05)
        raise SystemExit("the server does not start: " + " ".join(self.command))

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        return connection.getresponse().status

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
