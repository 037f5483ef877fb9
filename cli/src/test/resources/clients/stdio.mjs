// vscode-jsonrpc, with lines instead of its headers.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import rpc from "vscode-jsonrpc/node.js";

class LineReader extends rpc.AbstractMessageReader {
  constructor(input) { super(); this.lines = createInterface({ input }); }
  listen(callback) { this.lines.on("line", line => callback(JSON.parse(line))); return { dispose() {} }; }
}
class LineWriter extends rpc.AbstractMessageWriter {
  constructor(output) { super(); this.output = output; }
  async write(message) { this.output.write(JSON.stringify(message) + "\n"); }
  end() {}
}

const server = spawn("./jupan", ["serve", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const client = rpc.createMessageConnection(new LineReader(server.stdout), new LineWriter(server.stdin));
const events = [];
client.onNotification("session.event", ({ event }) => events.push(event.type));
client.listen();

const { session } = await client.sendRequest("session.open", { mode: "code" });
const end = await client.sendRequest("session.ask", { session, text: "How many r's are in strawberry?" });
console.log(end.text, events[0], events.at(-1));

const running = new Promise(resolve => client.onNotification("session.event", resolve));
const stop = new rpc.CancellationTokenSource();
const run = client.sendRequest("sandbox.run", { session, code: "while True: pass" }, stop.token);
await running;
stop.cancel();
console.log((await run).status);
try {
  await client.sendRequest("session.close", { session: "x" });
} catch (error) {
  console.log(error.code, error.message);
}
server.stdin.end();
server.on("exit", code => { console.log("exit", code); process.exit(0); });
