// Makes a typed client of the answer to rpc.discover: node openrpc-typescript.mjs < openrpc.json > jupan.ts
// The client sends and receives through whatever function carries a message: a WebSocket, a process, a POST.
import { readFileSync } from "node:fs";

const document = JSON.parse(readFileSync(0, "utf8"));

const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

function type(schema) {
  if (schema.$ref !== undefined) return schema.$ref.split("/").at(-1);
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return either.map(type).join(" | ");
  if (schema.enum !== undefined) return schema.enum.map((each) => JSON.stringify(each)).join(" | ");
  const types = [schema.type ?? "unknown"].flat();
  return types.map((each) => plain(each, schema)).join(" | ");
}

function plain(name, schema) {
  switch (name) {
    case "integer":
    case "number":
      return "number";
    case "array":
      return `Array<${type(schema.items ?? {})}>`;
    case "object":
      if (schema.properties !== undefined) return object(schema);
      return `Record<string, ${typeof schema.additionalProperties === "object" ? type(schema.additionalProperties) : "unknown"}>`;
    default:
      return name;
  }
}

function object(schema) {
  const required = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties).map(
    ([name, each]) => `${key(name)}${required.has(name) ? "" : "?"}: ${type(each)}`,
  );
  return `{ ${members.join("; ")} }`;
}

function params(list) {
  return `{ ${list.map((each) => `${key(each.name)}${each.required ? "" : "?"}: ${type(each.schema)}`).join("; ")} }`;
}

const lines = [`// ${document.info.title} ${document.info.version}, made of its OpenRPC document.`, ""];
for (const [name, schema] of Object.entries(document.components.schemas)) {
  lines.push(`export type ${name} = ${type(schema)};`, "");
}
lines.push("export interface Methods {");
for (const method of document.methods) {
  lines.push(`  /** ${method.summary} */`);
  lines.push(`  ${JSON.stringify(method.name)}: { params: ${params(method.params)}; result: ${type(method.result.schema)} };`);
}
lines.push("}", "", "export interface Notifications {");
for (const notification of document["x-notifications"]) {
  lines.push(`  /** ${notification.summary} */`);
  lines.push(`  ${JSON.stringify(notification.name)}: ${params(notification.params)};`);
}
lines.push(
  "}",
  "",
  `export class JupanError extends Error {
  constructor(readonly code: number, message: string, readonly data?: unknown) {
    super(message);
  }
}

export class Jupan {
  private last = 0;
  private readonly waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();

  /** @param send carries a message to the server; give what comes back to receive */
  constructor(
    private readonly send: (message: string) => void,
    private readonly heard: <N extends keyof Notifications>(name: N, params: Notifications[N]) => void = () => {},
  ) {}

  call<M extends keyof Methods>(method: M, params: Methods[M]["params"]): Promise<Methods[M]["result"]> {
    const id = ++this.last;
    return new Promise<Methods[M]["result"]>((resolve, reject) => {
      this.waiting.set(id, { resolve: (result) => resolve(result as Methods[M]["result"]), reject });
      this.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    });
  }

  receive(text: string): void {
    const message = JSON.parse(text);
    if (message.method !== undefined) {
      this.heard(message.method, message.params);
      return;
    }
    const call = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.error === undefined) call?.resolve(message.result);
    else call?.reject(new JupanError(message.error.code, message.error.message, message.error.data));
  }
}
`,
);
process.stdout.write(lines.join("\n"));
