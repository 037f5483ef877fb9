// Does with a server what clients do, and prints what came of it as one JSON object.
// Usage: client.mjs http URL | client.mjs stdio COMMAND ARGUMENT…
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ResourceListChangedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";

const [kind, target, ...args] = process.argv.slice(2);
const transport =
  kind === "http"
    ? new StreamableHTTPClientTransport(new URL(target))
    : new StdioClientTransport({ command: target, args, env: process.env });

// Every message on the wire, with the method that a response answers.
const sent = [];
const received = [];
const methods = new Map();
const send = transport.send.bind(transport);
transport.send = (message, options) => {
  sent.push(message);
  if (message.method !== undefined && message.id !== undefined) methods.set(message.id, message.method);
  return send(message, options);
};

const client = new Client({ name: "test", version: "1" });
const connecting = client.connect(transport);
const onmessage = transport.onmessage;
transport.onmessage = (message, extra) => {
  received.push({ answers: message.method === undefined ? methods.get(message.id) : null, message });
  onmessage(message, extra);
};
await connecting;
let listChanges = 0;
client.setNotificationHandler(ResourceListChangedNotificationSchema, () => {
  listChanges++;
});

const call = async (name, args, options) => {
  try {
    return await client.callTool({ name, arguments: args }, undefined, options);
  } catch (error) {
    return { thrown: String(error.message) };
  }
};
const withoutTime = (result) => {
  delete result.structuredContent?.elapsed_ms;
  return result;
};

const out = { server: client.getServerVersion().name };
out.tools = (await client.listTools()).tools.map((tool) => tool.name).sort();
const progress = [];
out.run = withoutTime(
  await call(
    "run_python",
    { code: "x = len(letters(documents['w']))\nprint('counting')\nx", texts: { w: "strawbe\u0301rry 한글" } },
    { onprogress: (each) => progress.push(each) },
  ),
);
out.progress = progress;
out.again = withoutTime(await call("run_python", { code: "x + 1" })).structuredContent;
out.other = withoutTime(await call("run_python", { code: "x", session: "other" })).structuredContent.error.type;
out.raised = withoutTime(await call("run_python", { code: "1 / 0" }));
out.wrong = await call("run_python", { kode: "1" });
out.count = await call("count_text", { text: "Raspberry\n", find: ["r", "rr"], ignore_case: true });
out.countDocument = (await call("count_text", { document: "w", find: ["r", "é", "e"] })).structuredContent;
out.noDocument = await call("count_text", { document: "none" });
out.ask = await call("ask", { question: "How many r's are in strawberry?", documents: { note: "a note" } });
out.noModel = await call("ask", { question: "What is 1+1?", model: "nothing:at-all", session: "m" });
out.resources = (await client.listResources()).resources.map((each) => each.uri).sort();
out.document = (await client.readResource({ uri: "jupan://documents/main/w" })).contents;
try {
  await client.readResource({ uri: "jupan://documents/main/none" });
} catch (error) {
  out.noResource = error.code;
}
out.prompts = (await client.listPrompts()).prompts.map((prompt) => prompt.name);
out.prompt = (await client.getPrompt({ name: "use_code", arguments: { task: "Count." } })).messages;

// A run without end: it is under way when it reports, and then its caller gives up.
const giveUp = new AbortController();
out.cancelled = await call(
  "run_python",
  { code: "print('under way')\nwhile True: pass" },
  { signal: giveUp.signal, onprogress: () => giveUp.abort("enough") },
);
// On a busy machine the interpreter may have been lost with it.
out.afterCancel = withoutTime(await call("run_python", { code: "x = 13\nx + 2" })).structuredContent;
out.together = (await Promise.all([1, 2, 3].map((n) => call("run_python", { code: `${n} * x` })))).map(
  (result) => result.structuredContent.value,
);
out.listChanged = listChanges > 0;
if (kind === "http") await transport.terminateSession();
await client.close();
process.stdout.write(JSON.stringify({ out, sent, received }));
