// A client whose user is asked before code runs, and one that has no user to ask; prints what came of it.
// Usage: elicit.mjs ERA http URL | elicit.mjs ERA stdio COMMAND ARGUMENT…, where ERA is legacy or a revision
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const [era, kind, target, ...args] = process.argv.slice(2);
const mode = era === "legacy" ? era : { pin: era };
async function connected(capabilities) {
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode }, capabilities });
  const asked = [];
  let says = { action: "cancel" };
  if (capabilities.elicitation)
    client.setRequestHandler("elicitation/create", async ({ params }) => {
      asked.push(params.message);
      return says;
    });
  await client.connect(
    kind === "http"
      ? new StreamableHTTPClientTransport(new URL(target))
      : new StdioClientTransport({ command: target, args, env: process.env }),
  );
  const call = async (name, args, answer) => {
    says = answer;
    // One that lacks a capability is refused by an error in the newest revision.
    const result = await client.callTool({ name, arguments: args }).catch((error) => ({
      content: [{ text: error.message.replace(/^MCP error -32021: /, "") }],
      isError: error.code === -32021,
    }));
    return { result, text: result.content[0].text, structured: result.structuredContent, asked: asked.splice(0) };
  };
  return { client, call };
}

const out = {};
const { client, call } = await connected({ elicitation: {} });
const accept = { action: "accept", content: {} };
const first = await call("run_python", { code: "6 * 7", texts: { t: "one two" } }, accept);
const session = first.structured.session ?? "main";
out.accepted = [first.structured.value, first.asked];
const declined = await call("run_python", { code: "x = 1", session }, { action: "decline" });
out.declined = [declined.text, declined.result.isError, declined.asked.length];
const dismissed = await call("run_python", { code: "x = 2", session }, { action: "cancel" });
out.dismissed = [dismissed.text, dismissed.result.isError];
const after = await call("run_python", { code: "'x' in globals()", session }, accept);
out.neitherRan = after.structured.value;
out.counted = (await call("count_text", { document: "t", session, find: ["o"] })).asked;
const question = { question: "How many r's are in strawberry?", session };
const asked = await call("ask", question, accept);
out.ask = [asked.structured.outcome, asked.structured.runs.length, asked.asked.map((each) => each.split("\n")[0])];
const refused = await call("ask", { question: "How many r's are in blueberry?", session }, { action: "decline" });
out.askDeclined = [refused.structured?.runs ?? refused.text, refused.asked.length];
const always = await call("run_python", { code: "1", session }, { action: "accept", content: { always: true } });
const later = await call("run_python", { code: "2", session }, { action: "decline" });
out.always = [always.asked.length, later.structured.value, later.asked.length];
const anew = await call("ask", question, { action: "decline" });
out.askAlways = [anew.structured.outcome, anew.asked.length];
const other = await call("run_python", { code: "3", session: session === "main" ? "other" : undefined }, { action: "decline" });
out.otherSession = [other.text, other.asked.length];
await client.close();

const without = await connected({});
out.without = [
  (await without.call("run_python", { code: "1" })).text,
  (await without.call("ask", { question: "What is 1 + 1?" })).result.isError,
];
await without.client.close();
process.stdout.write(JSON.stringify(out));
process.exit(0);
