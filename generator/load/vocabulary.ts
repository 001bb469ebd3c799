/**
 * The keywords of JSON Schema: what each may hold, and whether the generated code enforces it.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core
 * @see https://json-schema.org/draft/2020-12/json-schema-validation
 */

import { closest, distance } from "fastest-levenshtein";

/** The drafts that are read. */
export type Dialect = "2020-12" | "draft-07";

/** What the value of a keyword must be. */
export type Shape =
  | "any"
  | "array"
  | "boolean"
  | "constants"
  | "count"
  | "items"
  | "number"
  | "object"
  | "pattern"
  | "schema"
  | "schemas"
  | "schemasByName"
  | "string"
  | "strings"
  | "types";

/** What is known of a keyword. */
export interface Keyword {
  readonly shape: Shape;
  /** Whether leaving it out of account would accept what the schema rejects, or reach a wrong schema. */
  readonly isRefused?: true;
  /** Whether it says nothing about values: it names, places or describes. */
  readonly isNeutral?: true;
  /** The only draft that has it. */
  readonly only?: Dialect;
}

const keywords: Readonly<Record<string, Keyword>> = {
  // Core §8
  $schema: { shape: "string", isNeutral: true },
  $id: { shape: "string", isNeutral: true },
  $ref: { shape: "string" },
  $comment: { shape: "string", isNeutral: true },
  $defs: { shape: "schemasByName", isNeutral: true, only: "2020-12" },
  definitions: { shape: "schemasByName", isNeutral: true },
  $anchor: { shape: "string", isNeutral: true, only: "2020-12" },
  $dynamicAnchor: { shape: "string", isNeutral: true, only: "2020-12" },
  $dynamicRef: { shape: "string", only: "2020-12", isRefused: true },
  $vocabulary: { shape: "object", only: "2020-12", isRefused: true },
  // Core §10, applicators
  allOf: { shape: "schemas" },
  anyOf: { shape: "schemas" },
  oneOf: { shape: "schemas" },
  not: { shape: "schema", isRefused: true },
  if: { shape: "schema", isRefused: true },
  // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema.
  then: { shape: "schema" },
  else: { shape: "schema" },
  dependentSchemas: { shape: "schemasByName", only: "2020-12", isRefused: true },
  prefixItems: { shape: "schemas", only: "2020-12" },
  items: { shape: "items" },
  additionalItems: { shape: "schema", only: "draft-07" },
  contains: { shape: "schema", isRefused: true },
  properties: { shape: "schemasByName" },
  patternProperties: { shape: "schemasByName", isRefused: true },
  additionalProperties: { shape: "schema" },
  propertyNames: { shape: "schema", isRefused: true },
  // Core §11
  unevaluatedItems: { shape: "schema", only: "2020-12", isRefused: true },
  unevaluatedProperties: { shape: "schema", only: "2020-12" },
  // Validation §6
  type: { shape: "types" },
  enum: { shape: "constants" },
  const: { shape: "any" },
  multipleOf: { shape: "number", isRefused: true },
  maximum: { shape: "number" },
  exclusiveMaximum: { shape: "number" },
  minimum: { shape: "number" },
  exclusiveMinimum: { shape: "number" },
  maxLength: { shape: "count" },
  minLength: { shape: "count" },
  pattern: { shape: "pattern" },
  maxItems: { shape: "count" },
  minItems: { shape: "count" },
  uniqueItems: { shape: "boolean", isRefused: true },
  maxContains: { shape: "count", only: "2020-12" },
  minContains: { shape: "count", only: "2020-12" },
  maxProperties: { shape: "count", isRefused: true },
  minProperties: { shape: "count", isRefused: true },
  required: { shape: "strings" },
  dependentRequired: { shape: "object", only: "2020-12", isRefused: true },
  dependencies: { shape: "object", only: "draft-07", isRefused: true },
  // Validation §7 to §9, annotations
  format: { shape: "string", isNeutral: true },
  contentEncoding: { shape: "string", isNeutral: true },
  contentMediaType: { shape: "string", isNeutral: true },
  contentSchema: { shape: "schema", isNeutral: true, only: "2020-12" },
  title: { shape: "string", isNeutral: true },
  description: { shape: "string", isNeutral: true },
  default: { shape: "any", isNeutral: true },
  deprecated: { shape: "boolean", isNeutral: true },
  readOnly: { shape: "boolean", isNeutral: true },
  writeOnly: { shape: "boolean", isNeutral: true },
  examples: { shape: "array", isNeutral: true },
  // OpenAPI 3.1: honoured where it is there, never needed.
  discriminator: { shape: "object", isNeutral: true },
};

const byName = new Map(Object.entries(keywords));

/** What `dialect` knows of the keyword `name`; nothing where it is an annotation of somebody else's. */
export function keywordOf(name: string, dialect: Dialect): Keyword | undefined {
  const keyword = byName.get(name);
  return keyword?.only === undefined || keyword.only === dialect ? keyword : undefined;
}

/** The one dialect that knows the keyword `name` and lets it constrain, where not all do. */
export function dialectOfKeyword(name: string): Dialect | undefined {
  const keyword = byName.get(name);
  return keyword?.isNeutral ? undefined : keyword?.only;
}

/** The keyword that somebody may have meant by a name that is none. */
export function similarKeyword(name: string, dialect: Dialect): string | undefined {
  if (name.length < 4 || /^(x-|tsType)/.test(name)) return undefined;
  const known = [...byName.keys()].filter((one) => keywordOf(one, dialect));
  const meant = closest(
    name.toLowerCase(),
    known.map((one) => one.toLowerCase()),
  );
  const isClose = distance(name.toLowerCase(), meant) <= (name.length < 6 ? 1 : 2);
  return isClose ? known.find((one) => one.toLowerCase() === meant) : undefined;
}

const dialects = new Map<string, Dialect>([
  ["https://json-schema.org/draft/2020-12/schema", "2020-12"],
  ["http://json-schema.org/draft-07/schema", "draft-07"],
  ["https://json-schema.org/draft-07/schema", "draft-07"],
]);

/** The dialect that `$schema` names; `undefined` where it is not one that is read. */
export function dialectOf(schema: string): Dialect | undefined {
  return dialects.get(schema.replace(/#$/, ""));
}
