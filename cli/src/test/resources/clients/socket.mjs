// json-rpc-2.0 over ws; the port is the first argument, the token the second.
import { JSONRPCClient, JSONRPCServer, JSONRPCServerAndClient } from "json-rpc-2.0";
import { WebSocket } from "ws";

const socket = new WebSocket(`ws://127.0.0.1:${process.argv[2]}/rpc`, {
  headers: { Authorization: `Bearer ${process.argv[3]}` },
});
const both = new JSONRPCServerAndClient(
  new JSONRPCServer(),
  new JSONRPCClient(message => { socket.send(JSON.stringify(message)); }),
);
const events = [];
both.addMethod("session.event", ({ event }) => { events.push(event.type); });
socket.on("message", data => both.receiveAndSend(JSON.parse(data.toString())));
await new Promise(resolve => socket.on("open", resolve));

const { session } = await both.request("session.open", {});
const end = await both.request("session.ask", { session, text: "What is 17 * 23?" });
console.log(end.text, events[0], events.at(-1));
const [one, two] = await both.client.requestAdvanced([
  { jsonrpc: "2.0", id: "a", method: "tokens.split", params: ["ubiquitous"] },
  { jsonrpc: "2.0", id: 77, method: "session.list" },
]);
console.log(one.id, one.result.tokens.length, two.id, two.result.sessions.length);
socket.close();
