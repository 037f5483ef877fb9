// Does with a server what a client of the revision without a handshake does, and prints what came of it.
// Usage: newest.mjs http URL | newest.mjs stdio COMMAND ARGUMENT…
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const [kind, target, ...args] = process.argv.slice(2);
const transport =
  kind === "http"
    ? new StreamableHTTPClientTransport(new URL(target))
    : new StdioClientTransport({ command: target, args, env: process.env });
const client = new Client(
  { name: "test", version: "1" },
  { versionNegotiation: { mode: { pin: "2026-07-28" } }, capabilities: {} },
);
await client.connect(transport);

const call = (name, args, options) => client.callTool({ name, arguments: args }, options);
const value = (result) => result.structuredContent?.value ?? result.structuredContent?.error?.type;

const out = { tools: (await client.listTools()).tools.map((tool) => tool.name) };
const progress = [];
const begun = await call(
  "run_python",
  { code: "x = 6\nprint('at work')\nx * 7", texts: { t: "one two" } },
  { onprogress: (each) => progress.push(each.message) },
);
const session = begun.structuredContent.session;
out.begun = value(begun);
out.named = session.startsWith("s-") && begun.content.at(-1).text === `session: ${session}`;
out.progress = progress;
out.again = value(await call("run_python", { code: "x + 1", session }));
out.other = value(await call("run_python", { code: "x" }));
out.gone = (await call("run_python", { code: "x", session: "s-none" })).isError;
out.count = (await call("count_text", { document: "t", session, find: ["o"] })).structuredContent.found;
out.ask = (await call("ask", { question: "How many r's are in strawberry?", session })).structuredContent.outcome;
out.listed = (await client.listResources()).resources;
out.read = (await client.readResource({ uri: `jupan://documents/${session}/t` })).contents[0].text;
out.prompt = (await client.getPrompt({ name: "use_code", arguments: { task: "Count." } })).messages.length;
// Over HTTP each request has a connection of its own, and none is first.
out.order = await Promise.all(
  [...Array(kind === "http" ? 0 : 20).keys()].map((n) => call("run_python", { code: n === 0 ? "L = []" : `L.append(${n}); L`, session })),
).then((all) => all.length > 0 && value(all.at(-1)));
const giveUp = new AbortController();
out.cancelled = await call(
  "run_python",
  { code: "print('under way')\nwhile True: pass", session },
  { signal: giveUp.signal, onprogress: () => giveUp.abort("enough") },
).then(
  () => "answered",
  () => "given up",
);
out.after = value(await call("run_python", { code: "1 + 1", session }));
await client.close();
process.stdout.write(JSON.stringify(out));
process.exit(0);
