import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as defaultProtocol from "../../generated/ts/index.js";
import { DiagnosticsError } from "../../generator/diagnostics.js";
import type { Protocol } from "../../generator/model/types.js";
import { generate, read } from "../../generator/pipeline.js";
import { Checker } from "../../generator/plan/checker.js";
import { compilerErrors, temporaryFolder, writeFiles } from "../support/project.js";
import { Random, seed } from "./random.js";
import { lossless, type ProtocolSchema, protocols, type SchemaObject, type Style } from "./schemas.js";
import { isPartOf, Values } from "./values.js";

const VALUES_PER_SCHEMA = 40;

const ajv = new Ajv2020({
  strict: false,
  validateFormats: false,
  validateSchema: false,
  ownProperties: true,
  code: { optimize: false },
});

/** What the tests use of a generated module. */
interface Generated {
  isFrame(value: unknown): boolean;
  frameFromObject(value: unknown): object;
  decodeFrame(text: string): object;
  encodeFrame(frame: object): string;
}

/** How often each verdict was given: both must be common for their agreement to mean something. */
class Verdicts {
  #valid = 0;
  #invalid = 0;

  count(isValid: boolean): void {
    if (isValid) this.#valid++;
    else this.#invalid++;
  }

  report(subject: string): void {
    console.info(`seed ${seed}: ${subject}: ${this.#valid} valid values, ${this.#invalid} invalid ones`);
    const total = this.#valid + this.#invalid;
    expect(Math.min(this.#valid, this.#invalid)).toBeGreaterThan(total / 10);
  }
}

test.for<[Style, number]>([
  ["merged", 240],
  ["recursive", 120],
  ["both", 60],
])("the runtime check gives the verdict of ajv on %s schemas, of which there are %i", ([style, count]) => {
  const folder = temporaryFolder();
  const verdicts = new Verdicts();
  let refused = 0;
  fc.assert(
    fc.property(protocols(style), fc.integer(), (source, state) => {
      const protocol = readIn(folder, source);
      if (!protocol) refused++;
      else compareChecks(protocol, source.schema, new Random(state), verdicts);
    }),
    { seed, numRuns: count, interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true },
  );
  verdicts.report(`${count} ${style} schemas (${refused} refused)`);
  expect(refused).toBeLessThan(count / 8);
});

test("generated guards, decoders and encoders give the verdict of ajv", async () => {
  const folder = temporaryFolder();
  const verdicts = new Verdicts();
  const random = new Random(seed);
  const disagreements: string[] = [];
  for (const [index, source] of sources().entries()) {
    const module = await generatedIn(folder, `schema${index}`, source);
    disagreements.push(...compareModule(module, source, random, verdicts));
  }
  expect(disagreements.slice(0, 3)).toEqual([]);
  verdicts.report("40 generated modules");
});

test("the code generated from forty random schemas compiles under the strict flags", async () => {
  const folder = temporaryFolder();
  for (const [index, source] of sources().entries())
    await generatedIn(folder, `schema${index}`, source, false);
  expect(compilerErrors(folder)).toBe("");
});

test("the guards of the default protocol give the verdict of ajv", () => {
  const random = new Random(seed);
  const verdicts = new Verdicts();
  const disagreements: string[] = [];
  for (const [file, union] of Object.entries(defaultSchemas)) {
    const schema = JSON.parse(readFileSync(`schema/${file}`, "utf8")) as SchemaObject;
    const values = new Values(schema, random);
    const validators = new Map([[union, compile(schema)]]);
    for (const name of Object.keys(schema.$defs as SchemaObject)) {
      validators.set(name, compile({ $ref: `#/$defs/${name}`, $defs: schema.$defs as SchemaObject }));
    }
    for (let count = 0; count < 4000; count++) {
      const value = values.next();
      for (const [name, validate] of validators) {
        const isValid = validate(value);
        if (name === union) verdicts.count(isValid);
        const guard = (defaultProtocol as Readonly<Record<string, unknown>>)[
          `is${name}`
        ] as Generated["isFrame"];
        if (guard(value) !== isValid) disagreements.push(`is${name}: ${JSON.stringify(value)}`);
        if (name === union && defaultProtocol.isFrame(value) !== isValid) {
          disagreements.push(`isFrame: ${JSON.stringify(value)}`);
        }
      }
    }
  }
  expect(disagreements.slice(0, 3)).toEqual([]);
  verdicts.report("the default protocol");
});

const defaultSchemas = {
  "session.schema.json": "SessionEvent",
  "problems.schema.json": "ProblemsEvent",
};

/** The protocol, or nothing where the schema is refused: a frame that no object fits has no tag, either. */
function readIn(folder: string, { schema, tag }: ProtocolSchema): Protocol | undefined {
  writeFiles(folder, { "schema.json": schema });
  try {
    return read({ inputs: ["schema.json"], workingFolder: folder, tag }).protocol;
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    expect(error.message).toContain("tag-not-found");
    return undefined;
  }
}

function compareChecks(protocol: Protocol, schema: SchemaObject, random: Random, verdicts: Verdicts): void {
  const checker = new Checker(protocol);
  const type = { kind: "reference", name: protocol.name } as const;
  const validate = compile(schema);
  const values = new Values(schema, random);
  for (let count = 0; count < VALUES_PER_SCHEMA; count++) {
    const value = values.next();
    const isValid = validate(value);
    verdicts.count(isValid);
    const issues = checker.report(type, checker.restore(type, value)).issues.map(({ message }) => message);
    if ((issues.length === 0) === isValid) continue;
    const shown = `${JSON.stringify(value)} under ${JSON.stringify(schema)}`;
    throw new Error(isValid ? `ajv accepts ${shown}, but: ${issues.join("; ")}` : `ajv rejects ${shown}`);
  }
}

/** Forty schemas that are not refused, half of them merged and half recursive, half of them lossless. */
function sources(): ProtocolSchema[] {
  const folder = temporaryFolder();
  return (["merged", "recursive"] as const).flatMap((style) =>
    fc
      .sample(protocols(style), { seed, numRuns: 30 })
      .map((source, index) =>
        index % 2 === 0 ? source : { ...source, schema: lossless(source.schema) as SchemaObject },
      )
      .filter((source) => readIn(folder, source))
      .slice(0, 20),
  );
}

async function generatedIn(
  folder: string,
  name: string,
  { schema, tag }: ProtocolSchema,
  isImported = true,
): Promise<Generated> {
  writeFiles(folder, { [`${name}/schema.json`]: schema });
  const workingFolder = join(folder, name);
  const { files } = await generate({ inputs: ["schema.json"], workingFolder, tag });
  writeFiles(workingFolder, Object.fromEntries(files));
  const address = pathToFileURL(join(workingFolder, "ts/index.ts")).href;
  return (isImported ? await import(address) : undefined) as Generated;
}

function compareModule(
  module: Generated,
  { schema, tag }: ProtocolSchema,
  random: Random,
  verdicts: Verdicts,
): string[] {
  const disagreements: string[] = [];
  const validate = compile(schema);
  const values = new Values(schema, random);
  const isLossless = JSON.stringify(lossless(schema)) === JSON.stringify(schema);
  const keeps = (made: object, value: object) =>
    isPartOf(made, value) && (!isLossless || isPartOf(value, made));
  for (let count = 0; count < VALUES_PER_SCHEMA; count++) {
    const value = values.next();
    const isValid = validate(value);
    verdicts.count(isValid);
    const decoded = outcome(() => module.decodeFrame(JSON.stringify(value)));
    const text = outcome(() => module.encodeFrame(value));
    const again = outcome(() => module.decodeFrame(text ?? ""));
    const findings = {
      "the guard": module.isFrame(value) === isValid,
      "the check": (outcome(() => module.frameFromObject(value)) !== undefined) === isValid,
      "the decoder": (decoded !== undefined) === isValid,
      "what was decoded": !decoded || keeps(decoded, value),
      "the encoder": (text !== undefined) === isValid,
      "the canonical text's start": text?.startsWith(`{${JSON.stringify(tag)}:`) ?? true,
      "the canonical text's validity": text === undefined || validate(JSON.parse(text)),
      "what was decoded again": text === undefined || (again !== undefined && keeps(again, value)),
      "the text encoded again": !again || module.encodeFrame(again) === text,
    };
    for (const [subject, isFine] of Object.entries(findings)) {
      if (isFine) continue;
      const verdict = isValid ? "accepts" : "rejects";
      const shown = JSON.stringify(value);
      disagreements.push(`${subject} is wrong: ajv ${verdict} ${shown} under ${JSON.stringify(schema)}`);
    }
  }
  return disagreements;
}

function compile(schema: SchemaObject): ValidateFunction {
  return ajv.compile(schema);
}

/** What `run` gives; nothing where it throws. */
function outcome<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
