/* Every keyword with every JSON type that it can't have stops at the dialect check, and nothing is written. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Diagnostic, DiagnosticsError, generate } from "../../generator/index.js";
import { drafts as dialects } from "../../generator/load/dialects.js";
import { type Draft, keywordOf, type Shape } from "../../generator/load/vocabulary.js";
import { framewright, protocol } from "../bin/commandLine.js";
import { frame } from "../generated/protocols.js";
import { temporaryFolder } from "../support/project.js";

const evil = "globalThis.injected=1";

/** A value of each JSON type, some more than one. */
const values = {
  null: null,
  boolean: true,
  number: 1,
  fraction: 1.5,
  negative: -1,
  string: evil,
  array: [evil],
  "empty array": [],
  "array of schemas": [{}],
  object: { a: evil },
  "empty object": {},
  "object of schemas": { a: {} },
} as const;

type ValueName = keyof typeof values;

/** What a keyword of each shape may have; every other value is wrong. */
const right: Readonly<Record<string, readonly ValueName[]>> = {
  anchor: [],
  any: Object.keys(values) as ValueName[],
  array: ["array", "empty array", "array of schemas"],
  boolean: ["boolean"],
  constants: ["array", "empty array", "array of schemas"],
  count: ["number"],
  dependencies: ["object", "empty object", "object of schemas"],
  divisor: ["number", "fraction"],
  identifier: ["string"],
  items: ["boolean", "object", "empty object", "object of schemas"],
  namesByName: ["empty object"],
  number: ["number", "fraction", "negative"],
  object: ["object", "empty object", "object of schemas"],
  pattern: ["string"],
  schema: ["boolean", "object", "empty object", "object of schemas"],
  schemas: ["array of schemas"],
  schemasByName: ["empty object", "object of schemas"],
  string: ["string"],
  strings: ["array", "empty array"],
  types: [],
} satisfies Record<Shape, readonly ValueName[]>;

/** All keywords, as the specifications have them. */
const names =
  "$schema $id $ref $comment $defs definitions $anchor $dynamicAnchor $dynamicRef $vocabulary allOf anyOf oneOf not if then " +
  "else dependentSchemas prefixItems items additionalItems contains properties patternProperties additionalProperties " +
  "propertyNames unevaluatedItems unevaluatedProperties type enum const multipleOf maximum exclusiveMaximum minimum " +
  "exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxContains minContains maxProperties " +
  "minProperties required dependentRequired dependencies format contentEncoding contentMediaType contentSchema title " +
  "description default deprecated readOnly writeOnly examples discriminator";

const drafts = {
  "2020-12": "https://json-schema.org/draft/2020-12/schema",
  "draft-07": "http://json-schema.org/draft-07/schema#",
} satisfies Record<Draft, string>;

const cases = (Object.keys(drafts) as Draft[]).flatMap((dialect) =>
  names.split(" ").flatMap((name) => {
    const keyword = keywordOf(name, dialects[dialect]);
    if (!keyword) return [];
    const isTuple = keyword.shape === "items" && dialect === "draft-07";
    const fine = [...(right[keyword.shape] ?? []), ...(isTuple ? ["empty array", "array of schemas"] : [])];
    const wrong = (Object.keys(values) as ValueName[]).filter((one) => !fine.includes(one));
    return wrong.map((value) => ({ dialect, name, value }));
  }),
);

/** What is said of a property with these keywords, in a schema of `dialect`. */
async function said(keywords: object, dialect: Draft = "2020-12"): Promise<readonly Diagnostic[]> {
  const schema = {
    $schema: drafts[dialect],
    ...frame("a", { value: keywords }),
  };
  const workingFolder = temporaryFolder({ "schema.json": schema });
  try {
    await generate({ inputs: ["schema.json"], workingFolder });
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    return error.diagnostics;
  }
  throw new Error(`accepted: ${JSON.stringify(keywords)}`);
}

test("there is a case for each keyword and type", () => {
  expect(cases.length).toBeGreaterThan(1000);
});

test.each(names.split(" "))("%s is refused with values of other types", async (name) => {
  for (const { dialect, value } of cases.filter((one) => one.name === name)) {
    const diagnostics = await said({ [name]: values[value] }, dialect);
    const found = diagnostics.filter(({ code }) => code === "schema-invalid");
    expect(found, `${dialect} ${name}: ${value}`).not.toEqual([]);
    expect(found.every(({ pointer }) => pointer?.startsWith(`/properties/value/${name}`))).toBe(true);
  }
});

describe("a part of a wrong type is refused, with its place where it has one", () => {
  test.each<[keywords: object, pointer: string]>([
    [{ required: [1] }, "/required"],
    [{ required: ["a", "a"] }, "/required"],
    [{ properties: { a: 1 } }, "/properties/a"],
    [{ properties: { a: {}, b: evil } }, "/properties/b"],
    [{ patternProperties: { a: null } }, "/patternProperties/a"],
    [{ dependentSchemas: { a: [] } }, "/dependentSchemas/a"],
    [{ allOf: [{}, 1] }, "/allOf/1"],
    [{ anyOf: [evil] }, "/anyOf/0"],
    [{ oneOf: [{}, [{}]] }, "/oneOf/1"],
    [{ allOf: [] }, "/allOf"],
    [{ prefixItems: [null] }, "/prefixItems/0"],
    [{ type: evil }, "/type"],
    [{ type: [] }, "/type"],
    [{ type: ["string", evil] }, "/type"],
    [{ type: ["string", "string"] }, "/type"],
    [{ type: ["string", 1] }, "/type"],
    [{ maximum: evil }, "/maximum"],
    [{ maxLength: "1" }, "/maxLength"],
    [{ items: { maximum: evil } }, "/items/maximum"],
    [{ allOf: [{ properties: { a: { minimum: [evil] } } }] }, "/allOf/0/properties/a/minimum"],
  ])("%j", async (keywords, pointer) => {
    const found = (await said(keywords)).filter(({ code }) => code === "schema-invalid");
    expect(found.map((one) => one.pointer)).toContain(`/properties/value${pointer}`);
  });

  test.each<[text: string, pointer: string]>([
    ['{"maximum": 1e400}', "/maximum"],
    ['{"const": -1e400}', "/const"],
    ['{"enum": [{"a": [1e400]}]}', "/enum"],
    ['{"const": {"\\ud800": 1}}', "/const"],
    ['{"maxLength": 1e400}', "/maxLength"],
    ['{"maxLength": 9007199254740993}', "/maxLength"],
    ['{"properties": {"\\udc00": {}}}', "/properties"],
  ])("%s, which JavaScript would read as something else", async (text, pointer) => {
    const schema = `{"properties": {"kind": {"const": "a"}, "value": ${text}}, "type": "object", "required": ["kind"]}`;
    const workingFolder = temporaryFolder({ "schema.json": schema });
    const outcome = generate({ inputs: ["schema.json"], workingFolder });
    await expect(outcome).rejects.toMatchObject({
      diagnostics: [{ code: "schema-invalid", pointer: `/properties/value${pointer}` }],
    });
  });
});

describe("a manifest", () => {
  const channel = { path: "/", serverToClient: { $ref: "a.json" } };

  test.each<[name: string, manifest: object]>([
    ["name", { name: [evil], channels: { a: channel } }],
    ["version", { name: "a", version: 1, channels: { a: channel } }],
    ["description", { name: "a", description: {}, channels: { a: channel } }],
    ["tag", { name: "a", tag: ["kind"], channels: { a: channel } }],
    ["channels", { name: "a", channels: [channel] }],
    ["channels/a", { name: "a", channels: { a: evil } }],
    ["channels/a/path", { name: "a", channels: { a: { ...channel, path: 1 } } }],
    [
      "channels/a/parameters",
      { name: "a", channels: { a: { ...channel, path: "/{b}", parameters: ["b"] } } },
    ],
    [
      "channels/a/parameters/b/description",
      { name: "a", channels: { a: { ...channel, path: "/{b}", parameters: { b: { description: 1 } } } } },
    ],
    ["channels/a/serverToClient", { name: "a", channels: { a: { ...channel, serverToClient: "a.json" } } }],
    [
      "channels/a/serverToClient/$ref",
      { name: "a", channels: { a: { ...channel, serverToClient: { $ref: 1 } } } },
    ],
    ["channels/a/evil", { name: "a", channels: { a: { ...channel, evil } } }],
  ])("is refused with a wrong %s", async (pointer, manifest) => {
    const workingFolder = temporaryFolder({ "protocol.json": manifest, "a.json": frame("a") });
    const outcome = generate({ inputs: ["protocol.json"], workingFolder });
    const parent = pointer.replace(/\/evil$/, "");
    await expect(outcome).rejects.toMatchObject({
      diagnostics: [{ code: "manifest-invalid", pointer: `/${parent}` }],
    });
  });
});

test("nothing is written, and nothing that was there is touched", () => {
  const schema = frame("a", { value: { type: "number", maximum: evil } });
  const folder = temporaryFolder({ ...protocol, "schema/events.schema.json": schema });
  const { exitCode, stderr } = framewright(folder, "generate");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("schema-invalid");
  expect(existsSync(join(folder, "generated"))).toBe(false);
});
