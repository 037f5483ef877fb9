// What the clients for Node make of the door's answers, a line of JSON for each thing tried.
import OpenAI from "openai";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, streamText, tool, stepCountIs, Output, jsonSchema } from "ai";

const baseURL = process.argv[2];
const key = "no-token-is-needed";
const say = async (name, work) => {
  let got;
  try {
    got = await work();
  } catch (error) {
    got = "failed: " + (error.stack ?? error);
  }
  console.log(JSON.stringify([name, got]));
};
const user = (content) => [{ role: "user", content }];
const weather = { name: "weather", parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] } };

const openai = new OpenAI({ baseURL, apiKey: key, maxRetries: 0 });
const chat = (content, more = {}) => openai.chat.completions.create({ model: "jupan", messages: user(content), ...more });
await say("openai models", async () => (await openai.models.list()).data.map((each) => each.id));
await say("openai model", async () => (await openai.models.retrieve("jupan")).id);
await say("openai whole", async () => {
  const { message, finish_reason } = (await chat("count")).choices[0];
  return [message.content, message.reasoning_content, finish_reason];
});
await say("openai stream", async () => {
  let content = "", reasoning = "", usage;
  for await (const chunk of await chat("count", { stream: true, stream_options: { include_usage: true } })) {
    content += chunk.choices[0]?.delta.content ?? "";
    reasoning += chunk.choices[0]?.delta.reasoning_content ?? "";
    usage = chunk.usage ?? usage;
  }
  return [content, reasoning, usage.total_tokens > 0];
});
await say("openai tools", async () => {
  const runner = openai.chat.completions.runTools({
    model: "jupan", messages: user("weather"), stream: true,
    tools: [{ type: "function", function: { ...weather, parse: JSON.parse, function: ({ city }) => "sunny in " + city } }],
  });
  return runner.finalContent();
});
await say("openai session", async () => {
  await chat("count", { metadata: { session: "node" } });
  return (await chat("recall", { metadata: { session: "node" } })).choices[0].message.content;
});
await say("openai file", async () => (await chat([{ type: "text", text: "read" },
  { type: "file", file: { filename: "a.txt", file_data: "data:text/plain;base64," + Buffer.from("abc").toString("base64") } }])).choices[0].message.content);
await say("openai image", async () => (await chat([{ type: "text", text: "see" },
  { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } }])).choices[0].message.content);
await say("openai json", async () => (await openai.chat.completions.parse({ model: "jupan", messages: user("json"),
  response_format: { type: "json_schema", json_schema: { name: "n", strict: true, schema: { type: "object", properties: { n: { type: "integer" } }, required: ["n"], additionalProperties: false } } } })).choices[0].message.content);
await say("openai length", async () => (await chat("cut")).choices[0].finish_reason);
await say("openai refusal", async () => (await chat("refuse")).choices[0].message.refusal);
for (const [what, type] of [["limited", "RateLimitError"], ["long", "BadRequestError"]]) {
  await say("openai " + what, async () => {
    try { await chat(what); } catch (error) { return [error.constructor.name === type, error.code]; }
  });
}
await say("openai unknown", async () => {
  try { await openai.chat.completions.create({ model: "none", messages: user("x") }); } catch (error) { return [error.constructor.name, error.code]; }
});
await say("openai break", async () => {
  let content = "";
  try {
    for await (const chunk of await chat("break", { stream: true })) content += chunk.choices[0]?.delta.content ?? "";
  } catch (error) { return [content, error.code]; }
});
await say("openai responses", async () => {
  const answer = await openai.responses.create({ model: "jupan", input: "count" });
  const next = await openai.responses.create({ model: "jupan", input: "hello", previous_response_id: answer.id });
  return [answer.output_text, answer.status, next.output_text];
});
await say("openai responses stream", async () => {
  const stream = openai.responses.stream({ model: "jupan", input: "count" });
  const types = new Set();
  for await (const event of stream) types.add(event.type);
  const last = await stream.finalResponse();
  return [last.output_text, last.output.map((each) => each.type), types.has("response.reasoning_summary_text.delta")];
});
await say("openai responses tools", async () => {
  const input = [{ role: "user", content: "weather" }];
  const first = await openai.responses.create({ model: "jupan", input, tools: [{ type: "function", ...weather, strict: false }] });
  const call = first.output.find((each) => each.type === "function_call");
  const second = await openai.responses.create({ model: "jupan", previous_response_id: first.id,
    input: [{ type: "function_call_output", call_id: call.call_id, output: "sunny" }], tools: [{ type: "function", ...weather, strict: false }] });
  return [call.arguments, second.output_text];
});

const vercel = createOpenAI({ baseURL, apiKey: key });
const compatible = createOpenAICompatible({ name: "jupan", baseURL, apiKey: key, includeUsage: true });
const tools = { weather: tool({ inputSchema: jsonSchema(weather.parameters), execute: async ({ city }) => "sunny in " + city }) };
for (const [name, model] of [["responses", vercel("jupan")], ["chat", vercel.chat("jupan")], ["compatible", compatible("jupan")]]) {
  const label = "vercel " + name + " ";
  await say(label + "whole", async () => {
    const answer = await generateText({ model, prompt: "count" });
    return [answer.text, answer.reasoningText ?? "", answer.finishReason, answer.usage.totalTokens > 0];
  });
  await say(label + "stream", async () => {
    const answer = streamText({ model, prompt: "count" });
    let text = "";
    for await (const piece of answer.textStream) text += piece;
    return [text, (await answer.reasoningText) ?? "", await answer.finishReason];
  });
  await say(label + "tools", async () => (await generateText({ model, prompt: "weather", tools, stopWhen: stepCountIs(3) })).text);
  await say(label + "stream tools", async () => {
    const answer = streamText({ model, prompt: "weather", tools, stopWhen: stepCountIs(3) });
    let text = "";
    for await (const piece of answer.textStream) text += piece;
    return text;
  });
  await say(label + "messages", async () => {
    const first = await generateText({ model, prompt: "count" });
    return (await generateText({ model, messages: [...user("count"), ...first.response.messages, ...user("hello")] })).text;
  });
  await say(label + "json", async () => (await generateText({ model, prompt: "json",
    output: Output.object({ schema: jsonSchema({ type: "object", properties: { n: { type: "integer" } }, required: ["n"], additionalProperties: false }) }) })).output);
  await say(label + "image", async () => (await generateText({ model, messages: user([{ type: "text", text: "see" },
    { type: "image", image: "AAAA", mediaType: "image/png" }]) })).text);
  await say(label + "break", async () => {
    let seen = "";
    const answer = streamText({ model, prompt: "break", maxRetries: 0, onError: ({ error }) => { seen = String(error.message ?? error.error?.message ?? JSON.stringify(error)); } });
    await answer.consumeStream();
    return seen.includes("provider failed");
  });
}
