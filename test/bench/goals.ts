import type { Kind } from "./frames.js";
import type { Result } from "./race.js";
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

const small: readonly Kind[] = ["phase", "progress", "warning"];
const fixed: readonly Kind[] = [...small, "report"];
const free: readonly Kind[] = ["input_required", "done", "failed", "snapshot", "delta"];

/** How many times faster than `JSON.parse` the small kinds are to be decoded. */
const decodeLimits: Readonly<Record<Runtime["role"], number>> = { own: 3, lts: 3, newest: 2.5, bun: 1.2 };

/** All goals for which the results have figures. */
export function goalsOf(results: Results): readonly Goal[] {
  const speed = results.runtimes.flatMap((runtime) => speedGoals(results, runtime));
  const goals = [...speed, ...sizeGoals(results), ...generatorGoals(results)];
  return goals.filter(({ value }) => Number.isFinite(value));
}

function speedGoals({ speed }: Results, { name: runtime, role }: Results["runtimes"][number]): Goal[] {
  const here = speed.filter((result) => result.runtime === runtime);
  const of = (contestant: string, task: Result["task"], kinds: readonly Kind[], beside: string): number[] =>
    here
      .filter((one) => one.contestant === contestant && one.task === task && kinds.includes(one.kind))
      .filter(({ layout }) => layout === "canonical")
      .map(({ ratios }) => ratios[beside] as number);
  const atLeast = (limit: number, name: string, value: number): Goal => ({
    name: `${runtime}: ${name}`,
    value,
    limit,
    isMinimum: true,
  });
  const limit = decodeLimits[role];
  const ours = [
    ["framewright", "decodeFrame"],
    ["framewright-codecs", "codecs.*.decode"],
  ] as const;
  const others = [...new Set(here.map(({ contestant }) => contestant))].filter(
    (name) => name !== "hand" && !name.startsWith("framewright"),
  );
  const all = [...small, ...free];
  return [
    ...ours.flatMap(([contestant, name]) => [
      atLeast(
        limit,
        `${name} of small kinds / JSON.parse`,
        mean(of(contestant, "decode", small, "JSON.parse")),
      ),
      atLeast(
        limit,
        `${name} of small kinds as bytes / JSON.parse`,
        mean(of(contestant, "decodeBytes", small, "JSON.parse")),
      ),
      atLeast(
        0.95,
        `${name} of free-form kinds / JSON.parse`,
        worst(of(contestant, "decode", free, "JSON.parse")),
      ),
      atLeast(
        0.9,
        `${name} of other layouts / JSON.parse + hand-written check`,
        worst(
          here
            .filter(
              (one) => one.contestant === contestant && one.task === "decode" && one.layout !== "canonical",
            )
            .map(({ ratios }) => ratios.hand as number),
        ),
      ),
    ]),
    atLeast(
      2,
      "decodeFrame of nested findings / JSON.parse",
      mean(of("framewright", "decode", ["report"], "JSON.parse")),
    ),
    atLeast(
      1.5,
      "encodeFrameInto of fixed kinds / encodeInto(JSON.stringify)",
      worst(of("framewright", "encodeInto", fixed, "JSON.stringify")),
    ),
    atLeast(
      1,
      "encodeFrame of fixed kinds / JSON.stringify",
      worst(of("framewright", "encode", fixed, "JSON.stringify")),
    ),
    atLeast(
      0.95,
      "encodeFrame of free-form kinds / JSON.stringify",
      worst(of("framewright", "encode", free, "JSON.stringify")),
    ),
    atLeast(
      0.95,
      "encodeFrameInto of free-form kinds / encodeInto(JSON.stringify)",
      worst(of("framewright", "encodeInto", free, "JSON.stringify")),
    ),
    atLeast(1, "guards / hand-written checks", mean(of("framewright", "guard", [...all, "report"], "hand"))),
    ...others.flatMap((other) => [
      atLeast(1, `guards / ${other}`, versus("guard", "hand", other)),
      atLeast(1, `rejecting / ${other}`, versus("reject", "JSON.parse", other)),
    ]),
  ];

  /** How many times faster than another contestant, over the kinds that both were measured with. */
  function versus(task: Result["task"], beside: string, other: string): number {
    const kinds = here.filter((one) => one.contestant === other && one.task === task).map(({ kind }) => kind);
    return mean(of("framewright", task, kinds, beside)) / mean(of(other, task, kinds, beside));
  }
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

/** The geometric mean, which is what is asked of ratios. */
export function mean(ratios: readonly number[]): number {
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}

function worst(ratios: readonly number[]): number {
  return ratios.length === 0 ? Number.NaN : Math.min(...ratios);
}
