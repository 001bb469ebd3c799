import type { JsonObject } from "../../generator/model/types.js";

/** A schema made of another one, in a way that could double the work with each level. */
export type Family = (inner: JsonObject) => JsonObject;

const has = (name: string, schema: JsonObject): JsonObject => ({
  properties: { [name]: schema },
  required: [name],
});

/** Ways in which schemas are made of others, by what they do. */
export const families: Readonly<Record<string, Family>> = {
  "allOf twice": (inner) => ({ allOf: [inner, inner] }),
  "allOf beside an assertion": (inner) => ({ minLength: 1, allOf: [inner] }),
  "allOf with an untyped assertion": (inner) => ({ allOf: [{ minLength: 1 }, inner] }),
  "allOf of a property twice": (inner) => ({
    allOf: [{ properties: { a: inner } }, { properties: { a: inner } }],
  }),
  "allOf of alternatives": (inner) => ({
    allOf: [{ anyOf: [{ type: "string" }, { type: "object" }] }, { anyOf: [inner, { type: "number" }] }],
  }),
  "allOf with constants": (inner) => ({ allOf: [{ enum: ["a", 1, {}, { a: { a: {} } }] }, inner] }),
  "anyOf twice": (inner) => ({ anyOf: [inner, inner] }),
  "anyOf twice beside an assertion": (inner) => ({ minProperties: 0, minLength: 1, anyOf: [inner, inner] }),
  "anyOf of properties": (inner) => ({ anyOf: [has("a", inner), has("b", inner)] }),
  "anyOf of one property": (inner) => ({ anyOf: [has("a", inner), has("a", { allOf: [inner] })] }),
  "oneOf twice": (inner) => ({ oneOf: [inner, inner] }),
  "oneOf of properties": (inner) => ({ oneOf: [has("a", inner), has("b", inner)] }),
  "oneOf of one property": (inner) => ({ oneOf: [has("a", inner), has("a", { not: inner })] }),
  "oneOf with null": (inner) => ({ oneOf: [inner, { type: "null" }] }),
  "oneOf with what is like it": (inner) => ({ oneOf: [inner, { minProperties: 2 }] }),
  not: (inner) => ({ not: inner }),
  "not not": (inner) => ({ not: { not: inner } }),
  // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema.
  "if of itself": (inner) => ({ if: inner, then: inner, else: inner }),
  "if of a property": (inner) => ({ if: has("a", inner), else: has("b", inner) }),
  dependentSchemas: (inner) => ({ dependentSchemas: { a: inner, b: inner } }),
  "two properties": (inner) => ({ properties: { a: inner, b: inner } }),
  "a property of itself": (inner) => ({
    properties: { a: inner },
    allOf: [{ properties: { a: { minLength: 1 } } }, inner],
  }),
  patterns: (inner) => ({ patternProperties: { "^a": inner, a$: inner } }),
  names: (inner) => ({ propertyNames: inner, additionalProperties: inner }),
  elements: (inner) => ({ items: inner, contains: inner }),
  tuples: (inner) => ({ prefixItems: [inner, inner] }),
  unevaluatedProperties: (inner) => ({
    anyOf: [inner, { properties: { b: {} } }],
    unevaluatedProperties: false,
  }),
  "unevaluatedProperties of itself": (inner) => ({
    allOf: [inner],
    anyOf: [{ properties: { a: inner } }, { properties: { b: inner } }],
    unevaluatedProperties: inner,
  }),
  "unevaluatedProperties behind anyOf twice": (inner) => ({
    anyOf: [inner, inner],
    unevaluatedProperties: false,
  }),
  "unevaluatedProperties behind if": (inner) => ({
    if: { properties: { a: inner } },
    // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema.
    then: inner,
    unevaluatedProperties: false,
  }),
  unevaluatedItems: (inner) => ({ anyOf: [inner, { prefixItems: [{}] }], unevaluatedItems: false }),
};

/** Ways in which a schema can look at one property of a value more than once, itself being the schema of that property. */
export const circles: Readonly<Record<string, Family>> = {
  "anyOf of one property": (self) => ({ anyOf: [has("x", self), has("x", { allOf: [self], minLength: 0 })] }),
  "anyOf of numbers": (self) => ({
    anyOf: [
      { ...has("x", self), additionalProperties: { type: "integer" } },
      { ...has("x", self), additionalProperties: { type: "number" } },
      { type: ["number", "string"] },
    ],
  }),
  "anyOf of 64-bit integers": (self) => ({
    anyOf: [
      { ...has("x", self), additionalProperties: { type: "integer", format: "int64" } },
      { ...has("x", self), additionalProperties: { type: "number" } },
      { type: ["number", "string"] },
    ],
  }),
  "oneOf of one property": (self) => ({
    oneOf: [has("x", self), has("x", { not: self }), { type: "string" }],
  }),
  patterns: (self) => ({ patternProperties: { "^x": self, x$: { allOf: [self], minLength: 0 } } }),
  "patterns of the same": (self) => ({ patternProperties: { "^x": self, x$: self } }),
  dependentSchemas: (self) => ({
    properties: { x: self },
    dependentSchemas: { x: { properties: { x: self } }, a: { properties: { x: self } } },
  }),
  // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema.
  if: (self) => ({ properties: { x: self }, if: has("x", self), then: has("x", self) }),
  allOf: (self) => ({ allOf: [has("x", self), has("x", { allOf: [self] })] }),
  "not not": (self) => ({ properties: { x: self }, not: { not: { properties: { x: self } } } }),
  unevaluatedProperties: (self) => ({
    anyOf: [{ properties: { x: self } }, { properties: { x: { allOf: [self] } } }],
    unevaluatedProperties: self,
  }),
  elements: (self) => ({ items: self, contains: self, unevaluatedItems: self }),
};
