import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../generator/model/types.js";
import { compilerErrors, temporaryFolder, writeFiles } from "../support/project.js";
import { seed } from "./random.js";
import { type CompiledSamples, compiledSamples } from "./samples.js";
import { filesOf, frameOf } from "./subject.js";

/** How many schemas code is generated from, and how many values of each it is tried on. */
const SCHEMAS = 120;
const VALUES = 80;

test(`what the guards of ${SCHEMAS} schemas of any vocabulary accept is assignable to the type`, {
  timeout: 300_000,
}, async () => {
  const made = await compiledSamples(seed + 1_000_000, SCHEMAS, VALUES);
  let count = 0;
  for (const { name, values, module } of made.samples) {
    const accepted = values.map(({ value }) => value).filter((value) => module.isCase(frameOf(value)));
    if (accepted.length > 0) writeFiles(made.folder, { [`${name}/values.ts`]: assignments(accepted) });
    count += accepted.length;
  }
  console.info(`seed ${seed}: ${count} accepted values of ${made.samples.length} schemas`);
  expect.soft(made.errors).toBe("");
  expect.soft(explained(compilerErrors(made.folder), made)).toEqual([]);
  expect.soft(made.samples.length).toBe(SCHEMAS);
  expect.soft(count).toBeGreaterThan(2000);
});

test("a value that is not of the type is found", async () => {
  const folder = temporaryFolder();
  const schema = { type: "object", required: ["a"], properties: { a: { type: "integer" } } };
  writeFiles(folder, Object.fromEntries((await filesOf(folder, schema)) as ReadonlyMap<string, string>));
  writeFiles(folder, { "values.ts": assignments([{ a: 1 }, { a: "x" }, { a: 2, b: "ignored" }]) });
  const errors = compilerErrors(folder)
    .split("\n")
    .filter((line) => line.includes(": error TS"));
  expect(errors).toEqual([expect.stringMatching(/^values\.ts\(4,\d+\): error TS2322/)]);
});

/** A module that assigns each value to the type: by way of a variable, as what a type does not declare is ignored. */
function assignments(values: readonly Json[]): string {
  const lines = values.map((value, at) => {
    const text = literal(frameOf(value));
    return `const value${at} = ${text} as const; export const frame${at}: Case = value${at};`;
  });
  return ['import type { Case } from "./ts/index.js";', "", ...lines, ""].join("\n");
}

function literal(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value as JsonObject);
  return `{ ${members.map(([name, inner]) => `${JSON.stringify(name)}: ${literal(inner)}`).join(", ")} }`;
}

/** What the compiler says, each with the line that it says it of and the schema that this is a value of. */
function explained(errors: string, { folder, samples }: CompiledSamples): string[] {
  const lines = errors.split("\n").filter((line) => /^\S.*error TS/.test(line));
  return lines.slice(0, 5).map((line) => {
    const [, file = "", at = ""] = /^(.*?)\((\d+),/.exec(line) ?? [];
    const source = readFileSync(join(folder, file), "utf8").split("\n")[Number(at) - 1];
    const sample = samples.find(({ name }) => file.startsWith(`${name}/`));
    return `${line}\n${source}\n${JSON.stringify(sample?.schema)}`;
  });
}
