/*
 * Measures framewright beside others. From the root of the project, once it is built:
 *
 *   npm run bench -- [--quick] [--json] [--write]
 *
 * `--quick` takes less than two minutes, and others are asked less; `--json` prints all results as JSON, and the rest to the standard
 * error; `--write` keeps them in `results.json`.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Dispatch, dispatching } from "./dispatching.js";
import { generators, type Run } from "./generators.js";
import { goalsOf } from "./goals.js";
import { madeFolder } from "./made.js";
import { prepare } from "./prepare.js";
import { race } from "./race.js";
import { lineOf, verdictOf } from "./report.js";
import { machine, type Results, versions, written } from "./results.js";
import { runtimes } from "./runtimes.js";
import { sizes } from "./size.js";
import { installTools } from "./toolbox.js";

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    write: { type: "boolean" },
  },
});
const isQuick = flags.quick;
const say = flags.json ? console.error : console.log;

installTools();
prepare();
const found = runtimes();
const results: Results = {
  machine: machine(),
  isQuick,
  runtimes: found.map(({ name, role }) => ({ name, role })),
  versions: versions(),
  sizes: sizes(madeFolder),
  speed: told(race(found, isQuick), lineOf),
  generators: told(
    generators(isQuick),
    ({ program, kinds, time, memory }: Run) =>
      `${program}, ${kinds} kinds: ${time.toFixed(2)} s${memory ? `, ${memory.toFixed(0)} MiB` : ""}`,
  ),
  dispatch: told(
    dispatching(isQuick ? [10, 1000] : [10, 100, 1000, 10_000]),
    ({ kinds, time }: Dispatch) => `decodeFrame of a protocol of ${kinds} kinds: ${time.toFixed(0)} ns`,
  ),
};
for (const { contestant, what, minified, gzipped } of results.sizes) {
  say(`${contestant}, ${what}: ${minified} bytes minified, ${gzipped} gzipped`);
}
for (const goal of goalsOf(results)) say(verdictOf(goal));
const text = written(results);
if (flags.json) process.stdout.write(text);
if (flags.write) writeFileSync("test/bench/results.json", text);

/** All of them, each told as soon as it is there. */
function told<T>(all: Iterable<T>, words: (one: T) => string): T[] {
  return Array.from(all, (one) => {
    say(words(one));
    return one;
  });
}
