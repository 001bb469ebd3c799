/*
 * Schemas that are made to take long: to read, to generate from, or to check values with. There is an answer to each, and
 * soon: the values are checked by another process, which can be stopped.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DiagnosticsError, generate } from "../../generator/index.js";
import type { JsonObject } from "../../generator/model/types.js";
import { Compiled } from "../support/compiled.js";
import { temporaryFolder, writeFiles } from "../support/project.js";
import { circles, type Family, families } from "./families.js";

/** How many definitions are made of each other, and how deep values are nested in definitions that are made of themselves. */
const LEVELS = 28;
const DEPTH = 80;

/** `levels` definitions, each made of the next one; the last is made of an object, or of the first. */
function chain(family: Family, levels: number, isCycle = false): JsonObject {
  const last: JsonObject = isCycle ? { $ref: "#/$defs/D0" } : { type: "object" };
  const definition = (level: number) => family(level + 1 < levels ? { $ref: `#/$defs/D${level + 1}` } : last);
  return frame(
    { $ref: "#/$defs/D0" },
    Object.fromEntries(Array.from({ length: levels }, (_, level) => [`D${level}`, definition(level)])),
  );
}

function frame(x: JsonObject, $defs: JsonObject = {}): JsonObject {
  return {
    title: "Case",
    type: "object",
    required: ["kind"],
    properties: { kind: { const: "a" }, x },
    $defs,
  };
}

/** What is generated from a schema, or the codes of what is wrong with it. */
async function outcomeOf(schema: unknown): Promise<ReadonlyMap<string, string> | string[]> {
  const text = typeof schema === "string" ? schema : JSON.stringify(schema);
  const workingFolder = temporaryFolder({ "schema.json": text });
  try {
    return (await generate({ inputs: ["schema.json"], workingFolder })).files;
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    return [...new Set(error.diagnostics.map(({ code }) => code))];
  }
}

test(`${LEVELS} levels of whatever doubles with each are generated from, and values are checked by it`, {
  timeout: 300_000,
}, async () => {
  const made = new Compiled(temporaryFolder());
  for (const [name, family] of Object.entries(families)) {
    const files = await outcomeOf(chain(family, LEVELS));
    if (Array.isArray(files))
      expect([name, files]).toEqual([expect.stringMatching(/^unevaluated/), ["schema-too-deep"]]);
    else made.add(name.replaceAll(" ", "-"), files);
  }
  // What TypeScript finds too complex to represent (TS2590) is none of the worse for it when it runs.
  const errors = made.compile().split("\n");
  expect(errors.filter((line) => line !== "" && !line.includes("error TS2590"))).toEqual([]);
  expect(verdicts(made, LEVELS).length).toBeGreaterThan(20);
});

test(`values of ${DEPTH} levels are checked by schemas that look at each level more than once`, {
  timeout: 300_000,
}, async () => {
  const made = new Compiled(temporaryFolder());
  for (const [name, family] of Object.entries(circles)) {
    const files = await outcomeOf(frame({ $ref: "#/$defs/D0" }, { D0: family({ $ref: "#/$defs/D0" }) }));
    if (Array.isArray(files)) expect.fail(`${name}: ${files}`);
    else made.add(name.replaceAll(" ", "-"), files);
  }
  expect(made.compile()).toBe("");
  expect(verdicts(made, DEPTH).length).toBe(Object.keys(circles).length);
});

/** What the guards of each protocol say of values of so many levels, one line each. */
function verdicts({ folder, names }: Compiled, levels: number): string[] {
  writeFiles(folder, { "node_modules/compiled/check.js": CHECK });
  const script = join(folder, "node_modules/compiled/check.js");
  const options = { encoding: "utf8", timeout: 120_000, killSignal: "SIGKILL" } as const;
  const output = execFileSync(process.execPath, [script, String(levels), ...names], options);
  return output.trim().split("\n");
}

/** Looks at deep values with each protocol that is named, all ways, and prints what came of it. */
const CHECK = `
  const [levels, ...names] = process.argv.slice(2);
  const nest = (wrap, end) => Array.from({ length: Number(levels) }).reduce(wrap, end);
  const values = [
    ...[{}, "x", 9007199254740992].flatMap((end) => [
      nest((a) => ({ a }), end), nest((b) => ({ b }), end), nest((a) => ({ a, b: 1 }), end), nest((ab) => ({ ab }), end),
      nest((x) => ({ x }), end), nest((x) => ({ x, a: 1 }), end), nest((x) => ({ x, a: 0.5 }), end),
      nest((a) => [a, 1], end), nest((a) => [a], end),
    ]),
    "text", "", 1, null, {}, [], { a: 1, b: 2, c: 3 },
  ];
  for (const name of names) {
    const { isCase, codecs, tryDecodeFrame } = await import(new URL(name + "/ts/index.js", import.meta.url));
    const results = values.map((x) => {
      const text = JSON.stringify({ kind: "a", x });
      const { status, frame } = tryDecodeFrame(text);
      if (status !== "frame") return 0;
      if (!isCase(frame)) throw new Error(name + ": the guard takes back what was decoded: " + text);
      if (!text.includes("9007199254740992")) codecs.a.encode(frame);
      return 1;
    });
    console.log(name, results.join(""));
  }
`;

describe.each(Object.entries(families))("%s", (_, family) => {
  test("in a circle: there is an answer", async () => {
    const outcome = await outcomeOf(chain(family, LEVELS, true));
    if (Array.isArray(outcome))
      expect(["ref-cycle", "schema-too-deep"]).toEqual(expect.arrayContaining(outcome));
    else expect(outcome.size).toBeGreaterThan(10);
  });
});

test("150 schemas in each other in each of 500 definitions, to be merged at once, are refused", async () => {
  const wrap = (one: JsonObject) => ({ minLength: 1, allOf: [one] });
  const nested: Family = (inner) => Array.from({ length: 150 }).reduce<JsonObject>(wrap, inner);
  expect(await outcomeOf(chain(nested, 500))).toEqual(["schema-too-deep"]);
});

describe("10,000 of", () => {
  const named = (schema: (next: JsonObject) => JsonObject) =>
    Object.fromEntries(
      Array.from({ length: 10_000 }, (_, i) => [`D${i}`, schema({ $ref: `#/$defs/D${(i + 1) % 10_000}` })]),
    );
  const first: JsonObject = { $ref: "#/$defs/D0" };

  test("schemas in each other are refused", async () => {
    const text = `{"type":"object","properties":{"x":${'{"allOf":['.repeat(1e4)}{}${"]}".repeat(1e4)}}}`;
    expect(await outcomeOf(text)).toEqual(["schema-too-deep"]);
  });

  test("brackets are refused", async () => {
    expect(await outcomeOf("[".repeat(1e5))).toEqual(["schema-too-deep"]);
  });

  test("references in a circle are refused", async () => {
    expect(
      await outcomeOf(
        frame(
          first,
          named((next) => next),
        ),
      ),
    ).toEqual(["ref-cycle"]);
  });

  test("references in a row are refused", async () => {
    const definitions = { ...named((next) => ({ allOf: [next] })), D9999: { type: "string" } };
    expect(await outcomeOf(frame(first, definitions))).toEqual(["schema-too-deep"]);
  });

  test("definitions in a circle are generated from", async () => {
    const definitions = named((next) => ({ type: "object", properties: { next } }));
    const files = await outcomeOf(frame(first, definitions));
    if (Array.isArray(files)) expect.fail(files.join());
    expect(files.get("ts/guards.ts")).toContain("export function isD9999(");
  });

  test("kinds are generated from", { timeout: 300_000 }, async () => {
    const kind = (i: number) => ({
      title: `Kind${i}x`,
      type: "object",
      properties: { kind: { const: `k${i}` }, n: { type: "integer" } },
      required: ["kind", "n"],
    });
    const start = performance.now();
    const files = await outcomeOf({ oneOf: Array.from({ length: 10_000 }, (_, i) => kind(i)) });
    if (Array.isArray(files)) expect.fail(files.join());
    expect(files.get("ts/guards.ts")).toContain("export function isKind9999x(");
    console.info(`10,000 kinds: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  });
});
