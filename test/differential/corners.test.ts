import { expect, test } from "vitest";
import { DiagnosticsError } from "../../generator/diagnostics.js";
import type { Json, JsonObject } from "../../generator/model/types.js";
import { compilerErrors, temporaryFolder } from "../support/project.js";
import { generateIn, importFrom, moduleDisagreements, protocolOf } from "./compare.js";
import type { SchemaObject } from "./schemas.js";

/** The schema of a field `f`, definitions for it, and values of the field: for ajv to judge. */
interface Corner {
  readonly field: Json;
  readonly definitions?: SchemaObject;
  readonly values: readonly Json[];
  /** Whether the schema may be refused instead of being read right. */
  readonly mayBeRefused?: true;
}

const text = { type: "string" };
const object = (properties: SchemaObject, ...required: string[]) => ({
  type: "object",
  properties,
  required,
});
const tagged = (t: string | number, more: SchemaObject = {}) => object({ t: { const: t }, ...more }, "t");
const node = { $ref: "#/$defs/Node" };
const leaf = tagged("leaf");

const corners: Readonly<Record<string, Corner>> = {
  "a property that must not be there": {
    field: object({ a: false, b: text }),
    values: [{ a: 1 }, { b: "x" }, {}],
  },
  "a property that must and must not be there": {
    field: { anyOf: [object({ a: false, b: text }, "a"), text] },
    values: [{ a: 1 }, {}, "x"],
  },
  "an object, with an optional field, or null": {
    field: { oneOf: [object({ a: text }), { type: "null" }] },
    values: [{ a: "x" }, { a: 1 }, {}, null],
  },
  "two objects without a tag": {
    field: { anyOf: [object({ a: text }, "a"), object({ b: text, c: text }, "b")] },
    values: [{ a: "x" }, { b: "x" }, { a: 1, b: "x", c: "y" }, {}],
  },
  "objects of which exactly one must fit": {
    field: { oneOf: [object({ a: text }), object({ b: { type: "integer" } }, "b")] },
    values: [{ a: 5, b: 1 }, { a: "x" }, { b: 1 }, {}],
    mayBeRefused: true,
  },
  "kinds that are strings and integers": {
    field: { oneOf: [tagged("a"), tagged(3)] },
    values: [{ t: "a" }, { t: 3 }, { t: "3" }],
  },
  "properties that every object inherits": {
    field: object({ constructor: text, toString: { type: "integer" } }, "toString"),
    values: [{ toString: 1 }, { constructor: "x" }, { constructor: "x", toString: 1 }, {}],
  },
  "a definition of anything": { field: { $ref: "#/$defs/Any" }, definitions: { Any: {} }, values: [1, null] },
  "a definition of nothing": { field: { $ref: "#/$defs/None" }, definitions: { None: false }, values: [1] },
  "a number, or one of two objects": {
    field: { $ref: "#/$defs/Either" },
    definitions: { Either: { oneOf: [{ type: "number" }, tagged(1), tagged(2)] } },
    values: [1.5, 1, { t: 1 }, "x"],
  },
  "a tree with a branch that may be null": {
    field: node,
    definitions: {
      Node: { oneOf: [leaf, tagged("branch", { child: { oneOf: [node, { type: "null" }] } })] },
    },
    values: [{ t: "leaf" }, { t: "branch", child: { t: "branch", child: null } }, { t: "branch", child: {} }],
  },
  "a tree with a branch that may be something else": {
    field: node,
    definitions: { Node: { oneOf: [leaf, tagged("branch", { child: { oneOf: [node, tagged("hole")] } })] } },
    values: [{ t: "branch", child: { t: "hole" } }, { t: "branch", child: { t: "leaf" } }, { t: "hole" }],
  },
  "a list of which a reference has keywords beside it": {
    field: node,
    definitions: { Node: object({ next: { ...node, type: "object" } }) },
    values: [{ next: { next: {} } }, { next: { next: 1 } }],
  },
  "two lists that are merged": {
    field: { allOf: [node, { $ref: "#/$defs/Other" }] },
    definitions: {
      Node: object({ next: node }),
      Other: object({ next: { $ref: "#/$defs/Other" }, x: text }),
    },
    values: [{ next: { x: "y" } }, { next: { x: 1 } }, { next: { next: { x: 1 } } }],
    mayBeRefused: true,
  },
  "a required property that is not declared, where there is nothing else": {
    field: { allOf: [{ properties: { a: text }, required: ["c"] }], unevaluatedProperties: false },
    values: [{ a: "x", c: 1 }, { a: "x" }],
  },
  "nothing else beside what any of several objects has": {
    field: { anyOf: [object({ a: text }), object({ b: text })], unevaluatedProperties: false },
    values: [{ a: "x", b: "y" }, { a: "x" }, { c: "x" }],
    mayBeRefused: true,
  },
  "nothing else beside what exactly one of several objects has": {
    field: { oneOf: [object({ a: text }), object({ b: text }, "b")], unevaluatedProperties: false },
    values: [{ a: "x", b: "y" }, { a: "x" }, { b: "y" }, { a: 1, b: "y" }],
    mayBeRefused: true,
  },
  "nothing else beside a constant": {
    field: { const: { a: 1 }, unevaluatedProperties: false },
    values: [{ a: 1 }, {}],
    mayBeRefused: true,
  },
};

test.for(Object.entries(corners))("%s: read as ajv reads it, and code that compiles", async ([, corner]) => {
  const { field, definitions = {}, values, mayBeRefused } = corner;
  const frame = { title: "Only", ...object({ kind: { const: "only" }, f: field }, "kind", "f") };
  const source = { tag: "kind", schema: { oneOf: [frame], $defs: definitions } };
  const folder = temporaryFolder();
  const protocol = protocolOf(folder, source);
  if (mayBeRefused && protocol instanceof DiagnosticsError) {
    expect(protocol.diagnostics.map(({ severity }) => severity)).toContain("error");
    return;
  }
  await generateIn(folder, source);
  const frames = values.map((f): JsonObject => ({ kind: "only", f }));
  expect.soft(moduleDisagreements(await importFrom(folder), source, frames)).toEqual([]);
  expect.soft(compilerErrors(folder)).toBe("");
});
