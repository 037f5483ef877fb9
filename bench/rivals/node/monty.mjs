// Monty behind the lines that every rival speaks: a snippet comes in, `NANOSECONDS VALUE` goes out.
import { createInterface } from "node:readline";
import { Monty } from "@pydantic/monty";

for await (const line of createInterface({ input: process.stdin })) {
  const snippet = line.replaceAll("\\n", "\n");
  const begin = process.hrtime.bigint();
  const value = new Monty(snippet).run();
  console.log(`${process.hrtime.bigint() - begin} ${value}`);
}
