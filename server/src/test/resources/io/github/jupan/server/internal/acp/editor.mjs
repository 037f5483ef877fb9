// An editor, with the protocol's own client. Usage: editor.mjs TRANSCRIPT COMMAND ARGUMENT...
// Writes every line of both directions to the transcript, and what it saw, as JSON, to standard output.
import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { Transform, Readable, Writable } from "node:stream";
import * as acp from "@agentclientprotocol/sdk";

const [transcript, command, ...args] = process.argv.slice(2);
const agent = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
const exited = new Promise((resolve) => agent.on("exit", resolve));

function recorded(from) {
  let rest = "";
  return new Transform({
    transform(chunk, encoding, done) {
      const lines = (rest + chunk.toString("utf8")).split("\n");
      rest = lines.pop();
      for (const line of lines) appendFileSync(transcript, JSON.stringify({ from, line }) + "\n");
      done(null, chunk);
    },
  });
}
const toAgent = recorded("EDITOR");
toAgent.pipe(agent.stdin);
const fromAgent = agent.stdout.pipe(recorded("AGENT"));
const stream = acp.ndJsonStream(Writable.toWeb(toAgent), Readable.toWeb(fromAgent));

let updates = [];
let watch = () => {};
let decide = () => "allow_once";
const { agent: { session: at, initialize }, client: to } = acp.methods;

const editor = acp
  .client({ name: "editor" })
  .onNotification(to.session.update, ({ params }) => {
    updates.push(params.update);
    watch(params.update);
  })
  .onRequest(to.session.requestPermission, async ({ params }) => {
    const optionId = await decide(params);
    return { outcome: optionId ? { outcome: "selected", optionId } : { outcome: "cancelled" } };
  });

function seen() {
  const calls = {};
  for (const { sessionUpdate, ...update } of updates.filter((u) => u.toolCallId))
    calls[update.toolCallId] = { ...calls[update.toolCallId], ...update };
  const said = (kind) => updates.filter((u) => u.sessionUpdate === kind).map((u) => u.content.text).join("");
  const result = {
    user: said("user_message_chunk"),
    said: said("agent_message_chunk"),
    modes: updates.filter((u) => u.sessionUpdate === "current_mode_update").map((u) => u.currentModeId),
    calls: Object.values(calls).map((c) => ({
      status: c.status,
      code: c.rawInput?.code,
      value: c.rawOutput?.value ?? null,
      shown: (c.content ?? []).map((block) => block.content.text),
    })),
  };
  updates = [];
  return result;
}

const result = {};
await editor.connectWith(stream, async (connection) => {
  result.initialize = await connection.request(initialize, {
    protocolVersion: acp.PROTOCOL_VERSION,
    clientCapabilities: { fs: { readTextFile: false, writeTextFile: false }, terminal: false },
    clientInfo: { name: "editor", version: "1" },
  });
  const { sessionId, modes } = await connection.request(at.new, { cwd: process.cwd(), mcpServers: [] });
  result.modes = modes.availableModes.map((mode) => mode.id);
  const prompt = async (...blocks) => {
    const content = blocks.map((block) => (typeof block === "string" ? { type: "text", text: block } : block));
    const { stopReason } = await connection.request(at.prompt, { sessionId, prompt: content });
    return { stopReason, ...seen() };
  };

  result.allowed = await prompt("How many r's are in strawberry?");
  decide = () => "reject_once";
  result.denied = await prompt("How many r's are in blueberry?");
  decide = () => "allow_always";
  result.attached = await prompt("How many words are in ", {
    type: "resource",
    resource: { uri: "file:///notes/three.txt", text: "one two three", mimeType: "text/plain" },
  }, "?");
  await connection.request(at.setMode, { sessionId, modeId: "think" });
  result.think = await prompt("How many r's are in cranberry?");
  await connection.request(at.setMode, { sessionId, modeId: "code" });
  seen();
  watch = (update) => {
    if (update.status === "in_progress") connection.notify(at.cancel, { sessionId });
  };
  result.cancelled = await prompt("Go on for ever.");
  watch = () => {};
  result.loaded = await connection.request(at.load, { sessionId, cwd: process.cwd(), mcpServers: [] });
  result.replayed = seen();
  result.after = await prompt("What is 2**100?");
  result.error = await connection
    .request(at.load, { sessionId: "no-such-session", cwd: process.cwd(), mcpServers: [] })
    .then(() => null, (error) => ({ code: error.code, message: error.message }));
});
toAgent.end();
result.exit = await exited;
console.log(JSON.stringify(result));
process.exit(0);
