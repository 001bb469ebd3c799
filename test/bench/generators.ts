import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { cacheFolder } from "./made.js";
import { schemaOf } from "./many.js";
import { type Cost, costOf } from "./program.js";
import { toolPath } from "./toolbox.js";

/** What it took a program to do something with a protocol of so many kinds. */
export interface Run {
  readonly program: string;
  readonly kinds: number;
  readonly time: Cost["time"];
  readonly memory?: Cost["memory"];
}

const folder = resolve(cacheFolder, "many");
const framewright = "bin/framewright.js";

/** Times generators as whole processes, and the compiler on what they have written. */
export function* generators(isQuick: boolean): Generator<Run> {
  const runs = isQuick ? 1 : 3;
  mkdirSync(folder, { recursive: true });
  yield { program: "node -e 0", kinds: 0, ...costOf(["-e", "0"], 5) };
  yield { program: "framewright --help", kinds: 0, ...costOf([framewright, "--help"], 5) };
  for (const kinds of isQuick ? [10, 1000] : [10, 100, 1000, 10_000]) {
    const { schema, out, types, quicktype } = filesFor(kinds);
    writeFileSync(schema, JSON.stringify(schemaOf(kinds)));
    rmSync(out, { recursive: true, force: true });
    const run = (program: string, ...flags: string[]) => ({ program, kinds, ...costOf(flags, runs) });

    const generating = { program: "framewright generate", kinds };
    // Once is enough to write; what follows would only find that nothing has changed.
    yield { ...generating, ...costOf([framewright, "generate", schema, "--out", out], 1) };
    yield run("framewright check", framewright, "check", schema, "--out", out);
    if (kinds > 1000) continue;
    const jsonSchemaToTypescript = toolPath("json-schema-to-typescript/dist/src/cli.js");
    yield run("json-schema-to-typescript", jsonSchemaToTypescript, "-i", schema, "-o", types);
    const source = `${schema}#/$defs/`;
    const language = ["--src-lang", "schema", "--lang", "ts", "--just-types"];
    yield run("quicktype", toolPath("quicktype/dist/index.js"), ...language, source, "-o", quicktype);
    if (kinds < 1000 || isQuick) continue;
    // The compiler works in a process of its own, of whose memory Node knows nothing.
    const { memory: _, ...ours } = run("tsc on framewright's", ...compiling(`${out}/ts/index.ts`));
    const { memory: __, ...theirs } = run("tsc on json-schema-to-typescript's", ...compiling(types));
    yield ours;
    yield theirs;
  }
}

/** Where things go, named from the root of the project: `--out` takes no other. */
function filesFor(kinds: number): Readonly<Record<"schema" | "out" | "types" | "quicktype", string>> {
  const file = (name: string) => relative(".", resolve(folder, `${kinds}${name}`));
  return {
    schema: file(".schema.json"),
    out: file("-out"),
    types: file(".types.ts"),
    quicktype: file(".quicktype.ts"),
  };
}

function compiling(file: string): string[] {
  const flags = [
    "--noEmit",
    "--strict",
    "--target",
    "es2022",
    "--module",
    "nodenext",
    "--ignoreConfig",
    "--types",
    "node",
  ];
  return ["node_modules/typescript/bin/tsc", ...flags, file];
}
