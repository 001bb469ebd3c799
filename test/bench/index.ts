/*
 * Measures framewright beside others. From the root of the project, once it is built:
 *
 *   npm run bench -- [--quick] [--json] [--write] [--only speed|peer|sizes|generators] [--contestant <name>…]
 *
 * `--quick` takes less than two minutes, and others are asked less; `--json` prints all results as JSON, and the rest to the standard
 * error; `--write` keeps them in `results.json`; `--only` and `--contestant` leave the rest out.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { dispatching } from "./dispatching.js";
import { generators } from "./generators.js";
import { goalsOf } from "./goals.js";
import { madeFolder } from "./made.js";
import { peers, peerVersions } from "./peer.js";
import { prepare } from "./prepare.js";
import { race } from "./race.js";
import { dispatchLine, peerLine, runLine, sizeLine, speedLine, verdictOf } from "./report.js";
import { machine, type Results, versions, written } from "./results.js";
import { type Runtime, runtimes } from "./runtimes.js";
import { sizes } from "./size.js";
import { hasRuntimes, installTools } from "./toolbox.js";

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    only: { type: "string" },
    contestant: { type: "string", multiple: true },
  },
});
const isQuick = flags.quick;
const isPart = flags.only !== undefined || flags.contestant !== undefined;
if (isPart && flags.write) throw new Error("Only all of the results can be kept");
const isWanted = (part: string) => (flags.only ?? part) === part;
const say = flags.json ? console.error : console.log;

installTools();
prepare();
const found = runtimes();
if (!hasRuntimes) say("Other runtimes: skipped, as their packages are for linux-x64");
const peerIsThere = peerVersions();
if (!peerIsThere) say("msgspec: skipped, as there is no Python that has it; $PYTHON names another");
const results: Results = {
  machine: machine(),
  isQuick,
  runtimes: found.map(({ name, role }) => ({ name, role })),
  versions: { ...versions(), ...peerIsThere },
  sizes: told(isWanted("sizes"), sizes(madeFolder), sizeLine),
  speed: told(
    isWanted("speed"),
    race(found, isQuick, (name) => flags.contestant?.includes(name) ?? true),
    speedLine,
  ),
  peer: told(isWanted("peer") && peerIsThere !== undefined, peers(found[0] as Runtime, isQuick), peerLine),
  generators: told(isWanted("generators"), generators(isQuick), runLine),
  dispatch: told(
    isWanted("generators"),
    dispatching(isQuick ? [10, 1000] : [10, 100, 1000, 10_000]),
    dispatchLine,
  ),
};
const goals = goalsOf(results);
for (const goal of goals) say(verdictOf(goal));
const text = written({ ...results, goals });
if (flags.json) process.stdout.write(text);
if (flags.write) writeFileSync("test/bench/results.json", text);

/** All of what is wanted, each told as soon as it is there. */
function told<T>(isWanted: boolean, all: Iterable<T>, words: (one: T) => string): T[] {
  return Array.from(isWanted ? all : [], (one) => {
    say(words(one));
    return one;
  });
}
