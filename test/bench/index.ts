/*
 * Measures framewright beside others. From the root of the project, once it is built:
 *
 *   npm run bench -- [--quick] [--json]
 */
import { parseArgs } from "node:util";
import { prepare } from "./prepare.js";
import { type Result, race } from "./race.js";
import { runtimes } from "./runtimes.js";
import { installTools } from "./toolbox.js";

const { values: flags } = parseArgs({ options: { quick: { type: "boolean" }, json: { type: "boolean" } } });

installTools();
prepare();
const speed: Result[] = [];
for (const result of race(runtimes(), flags.quick === true)) {
  speed.push(result);
  if (!flags.json) console.log(lineOf(result));
}
if (flags.json) console.log(JSON.stringify({ speed }, null, 2));

function lineOf({ runtime, contestant, task, kind, layout, time, ratios }: Result): string {
  const times = Object.entries(ratios).map(([name, ratio]) => `${ratio.toFixed(2)} × ${name}`);
  return `${runtime}, ${contestant}, ${task} ${kind} (${layout}): ${time.toFixed(0)} ns, ${times.join(", ")}`;
}
