import { type Kind, kinds } from "./frames.js";
import type { Result } from "./race.js";
import { fixed, free, mean, ratiosOf, small, worst } from "./ratios.js";
import type { Results } from "./results.js";
import type { Runtime } from "./runtimes.js";

/** Something that is to be reached, and what has been. */
export interface Goal {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  /** Whether more is better. */
  readonly isMinimum: boolean;
}

export const isMet = ({ value, limit, isMinimum }: Goal): boolean =>
  isMinimum ? value >= limit : value <= limit;

/** How many times faster than `JSON.parse` the small kinds are to be decoded. */
const decodeLimits: Readonly<Record<Runtime["role"], number>> = { own: 3, lts: 3, newest: 2.5, bun: 1.2 };

/** All goals for which the results have figures. */
export function goalsOf(results: Results): readonly Goal[] {
  const speed = results.runtimes.flatMap((runtime) => speedGoals(results, runtime));
  const goals = [...speed, ...sizeGoals(results), ...generatorGoals(results)];
  return goals.filter(({ value }) => Number.isFinite(value));
}

function speedGoals(results: Results, { name: runtime, role }: Results["runtimes"][number]): Goal[] {
  const of = (contestant: string, task: Result["task"], kinds: readonly Kind[], beside: string) =>
    ratiosOf(results, { runtime, contestant, task, kinds }, beside);
  const atLeast = (limit: number, name: string, value: number): Goal => {
    return { name: `${runtime}: ${name}`, value, limit, isMinimum: true };
  };
  return [
    ...decodeGoals("framewright", "decodeFrame"),
    ...decodeGoals("framewright-codecs", "codecs.*.decode"),
    ...decodeGoals("framewright-channels", "channels.*.decode"),
    atLeast(
      2,
      "decodeFrame, nested findings / JSON.parse",
      mean(of("framewright", "decode", ["report"], "JSON.parse")),
    ),
    ...encodeGoals("encodeFrame", "encode", 1),
    ...encodeGoals("encodeFrameInto", "encodeInto", 1.5),
    atLeast(1, "guards / hand-written checks", mean(of("framewright", "guard", kinds, "hand"))),
    ...othersOn(results, runtime).map((other) =>
      atLeast(1, `guards / ${other}`, versus("guard", "hand", other)),
    ),
    ...["ajv", "zod"].map((other) =>
      atLeast(1, `rejecting / ${other}`, versus("reject", "JSON.parse", other)),
    ),
  ];

  function decodeGoals(contestant: string, name: string): Goal[] {
    const other = { runtime, contestant, task: "decode", kinds, layouts: ["other order", "python"] } as const;
    const limit = decodeLimits[role];
    return [
      atLeast(limit, `${name}, small / JSON.parse`, mean(of(contestant, "decode", small, "JSON.parse"))),
      atLeast(
        limit,
        `${name}, small as bytes / JSON.parse`,
        mean(of(contestant, "decodeBytes", small, "JSON.parse")),
      ),
      atLeast(0.95, `${name}, free-form / JSON.parse`, worst(of(contestant, "decode", free, "JSON.parse"))),
      atLeast(0.9, `${name}, other layouts / JSON.parse + check`, worst(ratiosOf(results, other, "hand"))),
    ];
  }

  function encodeGoals(name: string, task: "encode" | "encodeInto", limit: number): Goal[] {
    const [ofFixed, ofFree] = [fixed, free].map((some) =>
      worst(of("framewright", task, some, "JSON.stringify")),
    );
    return [
      atLeast(limit, `${name}, fixed / JSON.stringify`, ofFixed ?? Number.NaN),
      atLeast(0.95, `${name}, free-form / JSON.stringify`, ofFree ?? Number.NaN),
    ];
  }

  /** How many times as fast as another contestant, over the kinds that both were measured with. */
  function versus(task: Result["task"], beside: string, other: string): number {
    const both = kinds.filter((kind) => of(other, task, [kind], beside).length > 0);
    return mean(of("framewright", task, both, beside)) / mean(of(other, task, both, beside));
  }
}

function othersOn({ speed }: Results, runtime: string): readonly string[] {
  const names = speed.filter((result) => result.runtime === runtime).map(({ contestant }) => contestant);
  return [...new Set(names)].filter((name) => name !== "hand" && !name.startsWith("framewright"));
}

function sizeGoals({ sizes }: Results): Goal[] {
  const atMost = (limit: number, what: string): Goal => ({
    name: `size of ${what}, gzipped`,
    value: sizes.find((one) => one.contestant === "framewright" && one.what === what)?.gzipped ?? Number.NaN,
    limit,
    isMinimum: false,
  });
  return [atMost(0, "types"), atMost(300, "one guard"), atMost(4096, "decodeFrame")];
}

function generatorGoals({ generators, dispatch }: Results): Goal[] {
  const cost = (program: string, kinds: number) =>
    generators.find((run) => run.program === program && run.kinds === kinds);
  const time = (program: string, kinds: number): number => cost(program, kinds)?.time ?? Number.NaN;
  const atMost = (limit: number, name: string, value: number): Goal => ({
    name,
    value,
    limit,
    isMinimum: false,
  });
  const [smallest, largest] = [dispatch.at(0), dispatch.at(-1)];
  return [
    ...["generate", "check"].flatMap((command) => [
      ...["json-schema-to-typescript", "quicktype"].map((other) =>
        atMost(
          1,
          `${command} / ${other}, 1000 kinds`,
          time(`framewright ${command}`, 1000) / time(other, 1000),
        ),
      ),
      atMost(
        11,
        `${command}, 10,000 kinds / 1000 kinds`,
        time(`framewright ${command}`, 10_000) / time(`framewright ${command}`, 1000),
      ),
      atMost(
        1024,
        `${command}, 10,000 kinds: MiB`,
        cost(`framewright ${command}`, 10_000)?.memory ?? Number.NaN,
      ),
    ]),
    atMost(2, "--help / node -e 0", time("framewright --help", 0) / time("node -e 0", 0)),
    atMost(
      2,
      "type-checking the output / json-schema-to-typescript's, 1000 kinds",
      time("tsc on framewright's", 1000) / time("tsc on json-schema-to-typescript's", 1000),
    ),
    atMost(
      1.25,
      `decoding by a protocol of ${largest?.kinds} kinds / ${smallest?.kinds} kinds`,
      (largest?.time ?? Number.NaN) / (smallest?.time ?? Number.NaN),
    ),
  ];
}
