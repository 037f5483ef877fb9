// A program that uses what was generated: it compiles, and its @ts-expect-error lines would not compile without them.
import { Jupan, type Event } from "./jupan.js";

const answers: Array<(text: string) => void> = [];
const jupan: Jupan = new Jupan(
  (message) => answers.forEach((each) => each(message)),
  (name, params) => console.log(name, params.session, said(params.event)),
);

function said(event: Event): string {
  switch (event.type) {
    case "text":
      return event.text;
    case "run":
      return event.error?.traceback ?? event.value ?? "";
    case "end":
      // @ts-expect-error: an answer may be missing
      return event.text;
    default:
      return "";
  }
}

export async function ask(): Promise<string> {
  const { session } = await jupan.call("session.open", { mode: "code", limits: { deadline_ms: 5000 } });
  const answer = await jupan.call("session.ask", { session, text: "How many r's are in strawberry?" });
  const run = await jupan.call("sandbox.run", { code: "1 + 1" });
  const { sessions } = await jupan.call("session.list", {});
  const tokens = (await jupan.call("tokens.split", { text: "strawberry" })).tokens.map((each) => each.id + 1);
  // @ts-expect-error: there is no such method
  await jupan.call("session.forget", { session });
  // @ts-expect-error: the question is missing
  await jupan.call("session.ask", { session });
  // @ts-expect-error: there is no such mode
  await jupan.call("session.open", { mode: "guess" });
  await jupan.call("$/cancelRequest", { id: 1 });
  const computed = answer.evidence.filter((each) => each.source === "computed").map((each) => each.run);
  return `${answer.text} ${computed} ${run.value} ${run.limit === "time"} ${sessions[0]?.title} ${tokens.length}`;
}
