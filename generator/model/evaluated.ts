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

/** What the keywords at `location` evaluate, `unevaluatedProperties` and `unevaluatedItems` themselves left out (Core §11). */
export function evaluatedBeside(location: Location, around: EvaluationSurroundings): Evaluated {
  return evaluated(location, around, [keyOf(location)], true);
}

function evaluated(
  location: Location,
  around: EvaluationSurroundings,
  path: readonly string[],
  isBeside: boolean,
): Evaluated {
  const schema = around.schemas.at(location);
  if (!isJsonObject(schema)) return nothingEvaluated;
  const inside = (...steps: readonly (string | number)[]) =>
    evaluated(below(location, ...steps), around, path, false);
  const referred = around.targets(location).flatMap((target) => {
    const key = keyOf(target);
    if (path.includes(key)) return [];
    return [around.entering(target, () => evaluated(target, around, [...path, key], false))];
  });
  const all = ((schema.allOf ?? []) as readonly Json[]).map((_, index) => inside("allOf", index));
  return combined([
    own(schema, location, around, isBeside),
    ...referred,
    ...all,
    ...conditional(schema, location, inside, around),
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
