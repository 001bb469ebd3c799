import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as defaultProtocol from "../../generated/ts/index.js";
import { DiagnosticsError } from "../../generator/diagnostics.js";
import type { JsonObject } from "../../generator/model/types.js";
import { packagePath } from "../../generator/package.js";
import { compilerErrors, temporaryFolder } from "../support/project.js";
import {
  checkDisagreements,
  type Generated,
  generateIn,
  importFrom,
  judge,
  moduleDisagreements,
  protocolOf,
} from "./compare.js";
import { Random, seed } from "./random.js";
import { lossless, type ProtocolSchema, protocols, type SchemaObject, type Style } from "./schemas.js";
import { Values } from "./values.js";

const VALUES_PER_SCHEMA = 40;
const TIMEOUT = 180_000;

test.for<[Style, number]>([
  ["merged", 240],
  ["recursive", 120],
  ["both", 60],
])(
  "the runtime check gives the verdict of ajv on %s schemas, of which there are %i",
  {
    timeout: TIMEOUT,
  },
  ([style, count]) => {
    const folder = temporaryFolder();
    const verdicts = countVerdicts();
    const refusals: string[] = [];
    fc.assert(
      fc.property(protocols(style), fc.integer(), (source, state) => {
        const protocol = protocolOf(folder, source);
        if (protocol instanceof DiagnosticsError) return void refusals.push(protocol.message);
        const values = valuesFor(source.schema, new Random(state), VALUES_PER_SCHEMA);
        verdicts.count(source.schema, values);
        expect(checkDisagreements(protocol, source.schema, values)).toEqual([]);
      }),
      { seed, numRuns: count, interruptAfterTimeLimit: TIMEOUT - 30_000, markInterruptAsFailure: true },
    );
    verdicts.report(`${count} ${style} schemas (${refusals.length} refused)`);
    // A frame that no object fits has no tag, either. Only what is merged and recursive at once may have no end.
    const reasons =
      style === "both"
        ? /^(tag-not-found|ref-cycle|keyword-unsupported: What is combined)/
        : /^tag-not-found/;
    expect(refusals.filter((message) => !reasons.test(message))).toEqual([]);
    expect(refusals.length).toBeLessThan(style === "both" ? count / 3 : count / 8);
  },
);

test("what is generated from forty schemas gives the verdict of ajv, and compiles under the strict flags", {
  timeout: TIMEOUT,
}, async () => {
  const folder = temporaryFolder();
  const random = new Random(seed);
  const verdicts = countVerdicts();
  const disagreements: string[] = [];
  for (const [index, source] of fortySchemas().entries()) {
    const own = join(folder, `schema${index}`);
    await generateIn(own, source);
    const values = valuesFor(source.schema, random, VALUES_PER_SCHEMA);
    verdicts.count(source.schema, values);
    disagreements.push(...moduleDisagreements(await importFrom(own), source, values));
  }
  verdicts.report("40 generated modules");
  expect.soft(disagreements.slice(0, 3)).toEqual([]);
  expect.soft(compilerErrors(folder)).toBe("");
});

test.for([
  ["session.schema.json", "SessionEvent"],
  ["problems.schema.json", "ProblemsEvent"],
] as const)("the guards of %s give the verdict of ajv", ([file, union]) => {
  const schema = JSON.parse(readFileSync(packagePath(`schema/${file}`), "utf8")) as SchemaObject;
  const definitions = schema.$defs as SchemaObject;
  const values = valuesFor(schema, new Random(seed), 4000);
  const verdicts = countVerdicts();
  verdicts.count(schema, values);
  const whole = judge(schema);
  const judges = Object.keys(definitions).map(
    (name) => [`is${name}`, judge({ $ref: `#/$defs/${name}`, $defs: definitions })] as const,
  );
  const disagreements = [["isFrame", whole] as const, [`is${union}`, whole] as const, ...judges].flatMap(
    ([name, validate]) => {
      const guard = (defaultProtocol as Readonly<Record<string, unknown>>)[name] as Generated["isFrame"];
      const wrong = values.filter((value) => guard(value) !== validate(value));
      return wrong.map((value) => `${name}: ${JSON.stringify(value)}`);
    },
  );
  expect(disagreements.slice(0, 3)).toEqual([]);
  verdicts.report(file);
});

function valuesFor(schema: SchemaObject, random: Random, count: number): JsonObject[] {
  const values = new Values(schema, random);
  return Array.from({ length: count }, () => values.next());
}

/** Forty schemas that are not refused, half of them merged and half recursive, half of them lossless. */
function fortySchemas(): ProtocolSchema[] {
  const folder = temporaryFolder();
  return (["merged", "recursive"] as const).flatMap((style) =>
    fc
      .sample(protocols(style), { seed, numRuns: 40 })
      .map(({ tag, schema }, index) =>
        index % 2 === 0 ? { tag, schema } : { tag, schema: lossless(schema) as SchemaObject },
      )
      .filter((source) => !(protocolOf(folder, source) instanceof DiagnosticsError))
      .slice(0, 20),
  );
}

/** Counts how often ajv gives each verdict: both must be common for agreement to mean something. */
function countVerdicts() {
  let valid = 0;
  let invalid = 0;
  return {
    count(schema: SchemaObject, values: readonly JsonObject[]): void {
      const validate = judge(schema);
      for (const value of values) {
        if (validate(value)) valid++;
        else invalid++;
      }
    },
    report(subject: string): void {
      console.info(`seed ${seed}: ${subject}: ${valid} valid values, ${invalid} invalid ones`);
      expect(Math.min(valid, invalid)).toBeGreaterThan((valid + invalid) / 10);
    },
  };
}
