import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { cacheFolder } from "./made.js";
import { schemaOf } from "./many.js";
import { type Cost, costOf } from "./program.js";
import { toolPath } from "./toolbox.js";

/** What it took a program to do something with a protocol of so many kinds: the fastest of its runs. */
export interface Run {
  readonly program: string;
  readonly kinds: number;
  readonly time: Cost["time"];
  /** Not known of the compiler, which works in a process of its own. */
  readonly memory?: Cost["memory"];
}

interface Program {
  readonly name: string;
  readonly flags: readonly string[];
  /** What its run needs to find, or not to find. */
  readonly before?: () => void;
}

const framewright = "bin/framewright.js";

/** Times generators as whole processes, and the compiler on what they have written. */
export function* generators(isQuick: boolean): Generator<Run> {
  const help = [
    { name: "node -e 0", flags: ["-e", "0"] },
    { name: "framewright --help", flags: [framewright, "--help"] },
  ];
  yield* raced(help, 0, 5);
  for (const kinds of isQuick ? [10, 1000] : [10, 100, 1000, 10_000]) {
    const files = filesFor(kinds);
    writeFileSync(files.schema, JSON.stringify(schemaOf(kinds)));
    const rounds = isQuick || kinds > 1000 ? 1 : 3;
    yield* raced(kinds > 1000 ? own(files) : [...own(files), ...others(files)], kinds, rounds);
    if (kinds !== 1000 || isQuick) continue;
    for (const { memory: _, ...run } of raced(compilers(files), kinds, 2)) yield run;
  }
}

/** Lets programs take turns, so that what slows the machine down slows all of them. */
function raced(programs: readonly Program[], kinds: number, rounds: number): Required<Run>[] {
  const best = new Map<string, Cost>();
  for (let round = 0; round < rounds; round++) {
    for (const { name, flags, before } of programs) {
      before?.();
      const cost = costOf(flags);
      if (cost.time < (best.get(name)?.time ?? Number.POSITIVE_INFINITY)) best.set(name, cost);
    }
  }
  return [...best].map(([program, cost]) => ({ program, kinds, ...cost }));
}

type Files = Readonly<Record<"schema" | "out" | "types" | "quicktype", string>>;

/** Where things go, named from the root of the project: `--out` takes no other. */
function filesFor(kinds: number): Files {
  const folder = resolve(cacheFolder, "many");
  mkdirSync(folder, { recursive: true });
  const file = (name: string) => relative(".", resolve(folder, `${kinds}${name}`));
  return {
    schema: file(".schema.json"),
    out: file("-out"),
    types: file(".types.ts"),
    quicktype: file(".quicktype.ts"),
  };
}

function own({ schema, out }: Files): Program[] {
  const flags = [schema, "--out", out, "--target", "ts"];
  return [
    {
      name: "framewright generate",
      flags: [framewright, "generate", ...flags],
      before: () => rmSync(out, { recursive: true, force: true }),
    },
    { name: "framewright check", flags: [framewright, "check", ...flags] },
  ];
}

/** Those of others write types only. */
function others({ schema, types, quicktype }: Files): Program[] {
  const language = ["--src-lang", "schema", "--lang", "ts", "--just-types"];
  return [
    {
      name: "json-schema-to-typescript",
      flags: [toolPath("json-schema-to-typescript/dist/src/cli.js"), "-i", schema, "-o", types],
    },
    {
      name: "quicktype",
      // Of the schema itself it would make one type that has the properties of all.
      flags: [toolPath("quicktype/dist/index.js"), ...language, `${schema}#/$defs/`, "-o", quicktype],
    },
  ];
}

function compilers({ out, types }: Files): Program[] {
  const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--types", "node"];
  const flags = ["node_modules/typescript/bin/tsc", "--ignoreConfig", ...options];
  return [
    { name: "tsc on framewright's", flags: [...flags, `${out}/ts/index.ts`] },
    { name: "tsc on json-schema-to-typescript's", flags: [...flags, types] },
  ];
}
