import { isJsonObject } from "../load/keywords.js";
import { below, keyOf, type Location, type Schemas } from "../load/schemas.js";
import { anyObject, anything } from "./basic.js";
import { sourceOf } from "./source.js";
import type { Evaluated, Json, JsonObject, Type } from "./types.js";

/** What is needed to find out what schemas evaluate. */
export interface EvaluationSurroundings {
  readonly schemas: Schemas;
  /** The type of a schema inside. */
  readonly part: (location: Location) => Type;
  /** The schemas that the references at a location lead to. */
  readonly targets: (location: Location) => readonly Location[];
  /** Does something as if a reference had led to a location. */
  readonly entering: <T>(location: Location, act: () => T) => T;
}

const nothingEvaluated: Evaluated = {
  properties: [],
  patterns: [],
  hasAllProperties: false,
  items: 0,
  hasAllItems: false,
  contains: [],
  branches: [],
};

/** How many schemas one schema may depend on for what it evaluates, and how many conditions in each other. */
const maxSchemas = 1000;
const maxConditions = 20;

/**
 * What the keywords at `location` evaluate, `unevaluatedProperties` and `unevaluatedItems` themselves left out (Core §11).
 * Where that depends on too many schemas it is reported.
 */
export function evaluatedBeside(location: Location, around: EvaluationSurroundings): Evaluated {
  const search = { around, left: maxSchemas, conditions: 0 };
  const found = evaluated(location, search, [keyOf(location)], true);
  if (search.left >= 0) return found;
  const message = `What is not evaluated here depends on too many schemas, or on ones nested too deep: make them fewer.`;
  around.schemas.report("schema-too-deep", message, location);
  return nothingEvaluated;
}

/** A search for what is evaluated. */
interface Search {
  readonly around: EvaluationSurroundings;
  /** How many more schemas it may look at; less than none where it had to give up. */
  left: number;
  /** In how many conditions it is. */
  conditions: number;
}

function evaluated(
  location: Location,
  search: Search,
  path: readonly string[],
  isBeside: boolean,
): Evaluated {
  const { around } = search;
  const schema = around.schemas.at(location);
  if (!isJsonObject(schema) || --search.left < 0) return nothingEvaluated;
  const inside = (...steps: readonly (string | number)[]) =>
    evaluated(below(location, ...steps), search, path, false);
  const underCondition = (...steps: readonly (string | number)[]) => {
    if (++search.conditions > maxConditions) search.left = -1;
    const found = inside(...steps);
    search.conditions--;
    return found;
  };
  const referred = around.targets(location).flatMap((target) => {
    const key = keyOf(target);
    if (path.includes(key)) return [];
    return [around.entering(target, () => evaluated(target, search, [...path, key], false))];
  });
  const all = ((schema.allOf ?? []) as readonly Json[]).map((_, index) => inside("allOf", index));
  return combined([
    own(schema, location, around, isBeside),
    ...referred,
    ...all,
    ...conditional(schema, location, underCondition, around),
  ]);
}

/** What the keywords of one schema evaluate that are not about other schemas for the same value. */
function own(
  schema: JsonObject,
  location: Location,
  { part }: EvaluationSurroundings,
  isBeside: boolean,
): Evaluated {
  const isThere = (keyword: string) => schema[keyword] !== undefined;
  return {
    properties: Object.keys((schema.properties ?? {}) as JsonObject),
    patterns: Object.keys((schema.patternProperties ?? {}) as JsonObject),
    hasAllProperties: isThere("additionalProperties") || (!isBeside && isThere("unevaluatedProperties")),
    items: ((schema.prefixItems ?? []) as readonly Json[]).length,
    hasAllItems: isThere("items") || (!isBeside && isThere("unevaluatedItems")),
    contains: isThere("contains") ? [part(below(location, "contains"))] : [],
    branches: [],
  };
}

/** What is evaluated only where the value is valid against one schema, or another. */
function conditional(
  schema: JsonObject,
  location: Location,
  inside: (...steps: readonly (string | number)[]) => Evaluated,
  { part }: EvaluationSurroundings,
): Evaluated[] {
  const ofKeyword = (keyword: "anyOf" | "oneOf") =>
    ((schema[keyword] ?? []) as readonly Json[]).map((_, index) => ({
      condition: part(below(location, keyword, index)),
      consequent: inside(keyword, index),
    }));
  const ofCondition =
    schema.if === undefined
      ? []
      : [
          {
            condition: part(below(location, "if")),
            consequent: combined([inside("if"), ...(schema.then === undefined ? [] : [inside("then")])]),
            ...(schema.else === undefined ? {} : { alternative: inside("else") }),
          },
        ];
  const ofDependents = Object.keys((schema.dependentSchemas ?? {}) as JsonObject).map((name) => ({
    condition: having(name, location),
    consequent: inside("dependentSchemas", name),
  }));
  const all: Evaluated["branches"][number][] = [
    ...ofKeyword("anyOf"),
    ...ofKeyword("oneOf"),
    ...ofCondition,
    ...ofDependents,
  ];
  return all
    .filter(
      ({ consequent, alternative }) => !isNothing(consequent) || (alternative && !isNothing(alternative)),
    )
    .map((branch) => ({ ...nothingEvaluated, branches: [branch] }));
}

/** The objects that have a property. */
export function having(name: string, location: Location): Type {
  const property = {
    name,
    isRequired: true,
    type: anything,
    annotations: {},
    source: sourceOf(location),
    isUndeclared: true,
  };
  return { ...anyObject, properties: [property] };
}

function isNothing(one: Evaluated): boolean {
  const { properties, patterns, hasAllProperties, items, hasAllItems, contains, branches } = one;
  const lists = [properties, patterns, contains, branches];
  return !hasAllProperties && !hasAllItems && items === 0 && lists.every(({ length }) => length === 0);
}

function combined(all: readonly Evaluated[]): Evaluated {
  return {
    properties: [...new Set(all.flatMap(({ properties }) => properties))],
    patterns: [...new Set(all.flatMap(({ patterns }) => patterns))],
    hasAllProperties: all.some(({ hasAllProperties }) => hasAllProperties),
    items: all.reduce((most, { items }) => Math.max(most, items), 0),
    hasAllItems: all.some(({ hasAllItems }) => hasAllItems),
    contains: all.flatMap(({ contains }) => contains),
    branches: all.flatMap(({ branches }) => branches),
  };
}
