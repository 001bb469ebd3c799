import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { type Kind, kinds, layouts } from "./frames.js";
import { cacheFolder } from "./made.js";
import { fixed } from "./ratios.js";
import type { Runtime } from "./runtimes.js";
import type { Measurement, Settings } from "./speed.js";

/** A measurement, and of whom it is. */
export interface Result extends Measurement {
  readonly runtime: string;
  readonly contestant: string;
}

/** Ours, which everything is measured of. */
const ours = ["framewright", "framewright-codecs", "framewright-channels"];

/** Those that are measured on all runtimes even in a quick run. */
const everywhere = [...ours, "floor"];

/** The names of all contestants, as their files have them. */
const contestants = [
  ...everywhere,
  "hand",
  "ajv",
  "ajv-jtd",
  "arktype",
  "fast-json-stringify",
  "protobuf",
  "quicktype",
  "typebox",
  "typia",
  "valibot",
  "zod",
];

/** The kinds that others are measured with in a quick run. */
const some: readonly Kind[] = [...fixed, "failed"];

/** Measures all contestants on all runtimes, each in a process of its own; a quick run asks others on the first runtime only. */
export function* race(
  runtimes: readonly Runtime[],
  isQuick: boolean,
  isWanted: (contestant: string) => boolean,
): Generator<Result> {
  const effort = isQuick ? { runs: 5, rounds: 2, length: 1.5 } : { runs: 7, rounds: 3, length: 4 };
  for (const runtime of runtimes) {
    for (const contestant of contestants.filter(isWanted)) {
      if (isQuick && !everywhere.includes(contestant) && runtime !== runtimes[0]) continue;
      const settings: Settings = {
        kinds: isQuick && !ours.includes(contestant) ? some : kinds,
        layouts: isQuick && contestant !== ours[0] ? ["canonical"] : layouts,
        effort,
      };
      yield* raceOf(runtime, contestant, settings);
    }
  }
}

function* raceOf(runtime: Runtime, contestant: string, settings: Settings): Generator<Result> {
  runChild(runtime, contestant);
  for (const one of measurements(runtime, contestant, settings)) {
    yield { runtime: runtime.name, contestant, ...one };
  }
}

/** Measures one contestant in a process of its own. */
export function measurements(runtime: Runtime, contestant: string, settings: Settings): Measurement[] {
  const lines = runChild(runtime, contestant, JSON.stringify(settings));
  return lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Measurement);
}

function runChild({ path }: Runtime, ...flags: string[]): string {
  const child = resolve(cacheFolder, "build/child.js");
  return execFileSync(path, [child, ...flags], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
