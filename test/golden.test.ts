/*
 * Golden cases: each folder of test/golden has
 *
 *   input/            a manifest `protocol.json` and schemas; `command.json` where the command differs, such as
 *                     { "inputs": ["a.json#/$defs/A"], "tag": "type", "schemaRoot": "." }; README says what it guards
 *   output/           what is generated, but for runtime/, which is the same for all; absent where it is refused
 *   diagnostics.txt   what is said: `code file:line:column #pointer message`, one a line; absent where nothing is
 *
 * `UPDATE_GOLDEN=1 npx vitest run test/golden.test.ts` writes output/ and diagnostics.txt anew: read the diff.
 */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import type { KindCodec } from "../generated/ts/index.js";
import { type Diagnostic, DiagnosticsError, generate } from "../generator/index.js";
import { golden, goldenNames, goldenOptions } from "./support/golden.js";
import { compilerErrors, temporaryFolder, writeFiles } from "./support/project.js";

const isUpdate = process.env.UPDATE_GOLDEN === "1";
const outcomes = new Map<string, Outcome>();
for (const name of goldenNames) outcomes.set(name, await run(name));

test.each([...outcomes])("%s", (name, { files, diagnostics }) => {
  const found = {
    ...Object.fromEntries([...files].flatMap(([path, text]) => inOutput(path, text))),
    ...(diagnostics.length > 0 ? { "diagnostics.txt": `${diagnostics.map(line).join("\n")}\n` } : {}),
  };
  if (isUpdate) update(name, found);
  expect(found).toEqual(expected(name));
});

describe("what is generated", () => {
  const accepted = [...outcomes].filter(([, { files }]) => files.size > 0);

  test("compiles under the strict flags, all of it", () => {
    const folder = temporaryFolder();
    for (const [name, { files }] of accepted) writeFiles(join(folder, name), Object.fromEntries(files));
    expect(compilerErrors(folder)).toBe("");
  });

  // What is generated in other languages is compiled and run by test/interop.
  const inTs = accepted.filter(([, { files }]) => files.has("ts/index.ts"));

  test.each(inTs)("%s: an example is the same after encoding and decoding", async (name, { files }) => {
    const folder = temporaryFolder(Object.fromEntries(files));
    const module = (await import(pathToFileURL(join(folder, "ts/index.ts")).href)) as {
      codecs?: Readonly<Record<string, KindCodec<object, unknown>>>;
    };
    const codecs = Object.values(module.codecs ?? {});
    for (const codec of codecs) {
      for (const example of codec.examples) expect(codec.decode(codec.encode(example))).toEqual(example);
    }
    const isPerChannel = outcomes.get(name)?.diagnostics.some(({ code }) => code === "frames-per-channel");
    expect(codecs.length > 0).toBe(!isPerChannel);
  });
});

interface Outcome {
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

async function run(name: string): Promise<Outcome> {
  try {
    return await generate(goldenOptions(name));
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    return { files: new Map(), diagnostics: error.diagnostics };
  }
}

function line({ code, file, line: row, column, pointer, message }: Diagnostic): string {
  const place = [file, row, column].filter((part) => part !== undefined).join(":");
  return [code, place, pointer === undefined ? "" : `#${pointer}`, message].filter(Boolean).join(" ");
}

/** A generated file under the name that it has in a case; none for the runtime. */
function inOutput(path: string, text: string): [string, string][] {
  const own = path.replace(/^ts\//, "");
  return own.startsWith("runtime/") || /^python\/\w+\/_(check|codec|json|path|portable|words)\.py$/.test(own)
    ? []
    : [[`output/${own}`, text]];
}

/** Every file of a case but its input. */
function expected(name: string): Record<string, string> {
  const folder = join(golden, name);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .filter((path) => !path.startsWith("input/"));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

function update(name: string, files: Readonly<Record<string, string>>): void {
  for (const entry of readdirSync(join(golden, name))) {
    if (entry !== "input") rmSync(join(golden, name, entry), { recursive: true });
  }
  writeFiles(join(golden, name), files);
}
