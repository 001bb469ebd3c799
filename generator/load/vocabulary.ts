/**
 * The keywords of JSON Schema: what each may hold, and which vocabulary it belongs to.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core
 * @see https://json-schema.org/draft/2020-12/json-schema-validation
 */

import { closest, distance } from "fastest-levenshtein";

/** The drafts that are read. */
export type Draft = "2020-12" | "draft-07";

/** The vocabularies of 2020-12 that a metaschema may leave out, so that their keywords say nothing. */
export type Vocabulary = "applicator" | "unevaluated" | "validation";

/** What a schema is written in. */
export interface Dialect {
  readonly draft: Draft;
  /** The vocabularies that count, beside the core and those that only describe. */
  readonly vocabularies: ReadonlySet<Vocabulary>;
  /** Whether `format` must hold, by the vocabulary `format-assertion` (Validation §7.2.2). */
  readonly assertsFormat: boolean;
}

/** What the value of a keyword must be. */
export type Shape =
  | "anchor"
  | "any"
  | "array"
  | "boolean"
  | "constants"
  | "count"
  | "dependencies"
  | "divisor"
  | "identifier"
  | "items"
  | "namesByName"
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
  /** Whether it says nothing about values: it names, places or describes. */
  readonly isNeutral?: true;
  /** The only draft that has it. */
  readonly only?: Draft;
  /** The vocabulary without which it says nothing. */
  readonly vocabulary?: Vocabulary;
}

type Keywords = Readonly<Record<string, Keyword>>;

/** Core §8; §8.2.1 for `$id` and `$anchor`, §8.2.3 for the references. */
const core: Keywords = {
  $schema: { shape: "string", isNeutral: true },
  $id: { shape: "identifier", isNeutral: true },
  $ref: { shape: "string" },
  $comment: { shape: "string", isNeutral: true },
  $defs: { shape: "schemasByName", isNeutral: true, only: "2020-12" },
  definitions: { shape: "schemasByName", isNeutral: true },
  $anchor: { shape: "anchor", isNeutral: true, only: "2020-12" },
  $dynamicAnchor: { shape: "anchor", isNeutral: true, only: "2020-12" },
  $dynamicRef: { shape: "string", only: "2020-12" },
  $vocabulary: { shape: "object", isNeutral: true, only: "2020-12" },
};

/** Core §10. */
const applicator: Keywords = {
  allOf: { shape: "schemas" },
  anyOf: { shape: "schemas" },
  oneOf: { shape: "schemas" },
  not: { shape: "schema" },
  if: { shape: "schema" },
  // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema.
  then: { shape: "schema" },
  else: { shape: "schema" },
  dependentSchemas: { shape: "schemasByName", only: "2020-12" },
  dependencies: { shape: "dependencies", only: "draft-07" },
  prefixItems: { shape: "schemas", only: "2020-12" },
  items: { shape: "items" },
  additionalItems: { shape: "schema", only: "draft-07" },
  contains: { shape: "schema" },
  properties: { shape: "schemasByName" },
  patternProperties: { shape: "schemasByName" },
  additionalProperties: { shape: "schema" },
  propertyNames: { shape: "schema" },
};

/** Core §11. */
const unevaluated: Keywords = {
  unevaluatedItems: { shape: "schema", only: "2020-12" },
  unevaluatedProperties: { shape: "schema", only: "2020-12" },
};

/** Validation §6. */
const validation: Keywords = {
  type: { shape: "types" },
  enum: { shape: "constants" },
  const: { shape: "any" },
  multipleOf: { shape: "divisor" },
  maximum: { shape: "number" },
  exclusiveMaximum: { shape: "number" },
  minimum: { shape: "number" },
  exclusiveMinimum: { shape: "number" },
  maxLength: { shape: "count" },
  minLength: { shape: "count" },
  pattern: { shape: "pattern" },
  maxItems: { shape: "count" },
  minItems: { shape: "count" },
  uniqueItems: { shape: "boolean" },
  maxContains: { shape: "count", only: "2020-12" },
  minContains: { shape: "count", only: "2020-12" },
  maxProperties: { shape: "count" },
  minProperties: { shape: "count" },
  required: { shape: "strings" },
  dependentRequired: { shape: "namesByName", only: "2020-12" },
};

/** Validation §7 to §9: what describes counts in every dialect, as what is unknown does. */
const annotations: Keywords = {
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

const byName: ReadonlyMap<string, Keyword> = new Map([
  ...Object.entries({ ...core, ...annotations }),
  ...within("applicator", applicator),
  ...within("unevaluated", unevaluated),
  ...within("validation", validation),
]);

function within(vocabulary: Vocabulary, keywords: Keywords): [string, Keyword][] {
  return Object.entries(keywords).map(([name, keyword]) => [name, { ...keyword, vocabulary }]);
}

/** Keywords of drafts that are not read, which constrain there, or change where references lead. */
const foreign: ReadonlyMap<string, string> = new Map([
  ["$recursiveRef", "2019-09"],
  ["$recursiveAnchor", "2019-09"],
  ["id", "draft-04"],
  ["extends", "draft-03"],
  ["divisibleBy", "draft-03"],
  ["disallow", "draft-03"],
]);

/** What `dialect` knows of the keyword `name`; nothing where it is an annotation of somebody else's. */
export function keywordOf(name: string, dialect: Dialect): Keyword | undefined {
  const keyword = byName.get(name);
  const { only, vocabulary } = keyword ?? {};
  if (only !== undefined && only !== dialect.draft) return undefined;
  return vocabulary === undefined || dialect.vocabularies.has(vocabulary) ? keyword : undefined;
}

/** Whether a name is a keyword of any draft that is read, and one that only schemas have. */
export function isKeyword(name: string): boolean {
  return byName.has(name) && !Object.hasOwn(annotations, name) && name !== "$schema" && name !== "$comment";
}

/** Whether `dialect` leaves out the vocabulary that the keyword `name` belongs to. */
export function isLeftOut(name: string, dialect: Dialect): boolean {
  const vocabulary = byName.get(name)?.vocabulary;
  return vocabulary !== undefined && !dialect.vocabularies.has(vocabulary);
}

/** The one draft that knows the keyword `name` and lets it constrain, where not all do. */
export function draftOfKeyword(name: string): string | undefined {
  const keyword = byName.get(name);
  return keyword?.isNeutral ? undefined : (keyword?.only ?? foreign.get(name));
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
