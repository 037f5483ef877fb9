// A server of the Model Context Protocol, seen by the protocol's own client, behind the lines that every rival speaks:
// a snippet, which is one expression, comes in, `NANOSECONDS VALUE` goes out.
import { createInterface } from "node:readline";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const text = (result) => result.content.map((part) => part.text).join("");

const SERVERS = {
  jupan: (command) => ({
    command: [command, "mcp", "--model", "offline"],
    call: (code) => ({ name: "run_python", arguments: { code } }),
    value: (result) => result.structuredContent?.value ?? text(result),
  }),
  "mcp-run-python": () => ({
    command: ["node", "node_modules/@pydantic/mcp-run-python/cli.js", "stdio"],
    call: (code) => ({ name: "run_python_code", arguments: { python_code: code } }),
    value: (result) => text(result).match(/<return_value>\s*(.*?)\s*<\/return_value>/s)?.[1] ?? text(result),
  }),
  "code-runner": () => ({
    command: ["node", "node_modules/mcp-server-code-runner/dist/cli.js"],
    call: (code) => ({ name: "run-code", arguments: { languageId: "python", code: `print(${code})` } }),
    value: (result) => text(result).trim(),
  }),
};

const [name, ...rest] = process.argv.slice(2);
const server = SERVERS[name](...rest);
const [command, ...args] = server.command;
const client = new Client({ name: "jupan-bench", version: "1" });
await client.connect(new StdioClientTransport({ command, args, stderr: "ignore", env: process.env }));
for await (const line of createInterface({ input: process.stdin })) {
  const begin = process.hrtime.bigint();
  const result = await client.callTool(server.call(line));
  const nanos = process.hrtime.bigint() - begin;
  const error = text(result).split("\n").find((each) => each.includes("Error"));
  console.log(result.isError ? (error ?? "it failed") : `${nanos} ${server.value(result)}`);
}
await client.close();
