import type { Json } from "../../generator/model/types.js";
import type { Random } from "./random.js";
import { declaredNames, patterns, type Schema, type SchemaObject } from "./schemas.js";

/** The URI of every schema made here; its parts refer to each other by names relative to it. */
export const rootUri = "https://schemas.example/root.json";

/** A schema made of the whole vocabulary of 2020-12. */
export interface Sample {
  readonly schema: SchemaObject;
  /** What each `$ref` and `$dynamicRef` in it reaches, at the outermost. */
  readonly targets: ReadonlyMap<string, Schema>;
}

const definitionNames = ["D0", "D1", "D2", "D3"] as const;
/** This definition is a resource of its own, with a URI, and refers to the others by way of the root's. */
const EMBEDDED = 2;

const typeNames = ["string", "number", "integer", "boolean", "null", "array", "object"] as const;
const constants: readonly Json[] = [
  ...["x", "aa", "", "😀", 0, 1, -3, 2.5, true, false, null],
  ...[[], [1, "x"], {}, { a: 1 }, { a: { b: null }, c: [] }],
];
const namePatterns = ["^a", "b|c", "^[a-c]$", "-", "\\p{Ll}$"] as const;
const bounds = [-2, -0.5, 0, 1, 2.5, 7] as const;
/** None that has no exact binary form: hyperjump says that -0.5 is no multiple of 0.1. */
const multiples = [1, 2, 3, 0.5, 0.25] as const;

/**
 * Makes a schema that may use any keyword of 2020-12 anywhere.
 *
 * It always terminates: where a schema is applied to the same value, it refers to later definitions only.
 */
export function sampleOf(random: Random): Sample {
  const maker = new Maker(random);
  const definitions = definitionNames.map((name, index): [string, Schema] => {
    const made = maker.schema(2, index + 1);
    if (index === EMBEDDED) return [name, { $id: "embedded.json", $dynamicAnchor: "node", ...open(made) }];
    return [name, { $anchor: `anchor${index}`, ...open(made) }];
  });
  const schema: SchemaObject = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: rootUri,
    $dynamicAnchor: "node",
    ...open(maker.schema(3, 0)),
    $defs: Object.fromEntries(definitions),
  };
  const targets = new Map<string, Schema>([
    ["root.json", schema],
    ["#node", schema],
    ["root.json#node", schema],
  ]);
  for (const [index, [name, made]] of definitions.entries()) {
    for (const reference of referencesTo(index)) targets.set(reference, made);
    if (index !== EMBEDDED) targets.set(`root.json#/$defs/${name}`, made);
  }
  return { schema, targets };
}

/** The ways to refer to a definition from anywhere. */
function referencesTo(index: number): readonly string[] {
  if (index === EMBEDDED) return ["embedded.json", rootUri.replace("root", "embedded"), "embedded.json#node"];
  return [`root.json#/$defs/${definitionNames[index]}`, `root.json#anchor${index}`];
}

/** A boolean schema as an object, so that keywords can be put beside it. */
function open(schema: Schema): SchemaObject {
  if (typeof schema === "object") return schema;
  return schema ? {} : { not: {} };
}

/** Instead of the first definition that may be referred to: any, and the root; a part of a value is smaller than it. */
const PART = -1;

class Maker {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /**
   * A schema with `depth` levels below it at most.
   *
   * @param first - the first definition that may be referred to, or `PART`.
   */
  schema(depth: number, first: number): Schema {
    const random = this.#random;
    if (random.chance(0.06)) return random.chance(0.7);
    const facets = random.pick([1, 1, 2, 2, 3]);
    const made: Record<string, Json> = {};
    for (let facet = 0; facet < facets; facet++) Object.assign(made, this.#facet(depth, first));
    return made;
  }

  #facet(depth: number, first: number): SchemaObject {
    const random = this.#random;
    const leaf = [() => this.#type(), () => this.#value(), () => this.#string(), () => this.#number()];
    if (random.chance(0.12)) return this.#reference(first);
    if (depth === 0) return random.pick(leaf)();
    const inner = () => this.schema(depth - 1, PART);
    const beside = () => this.schema(depth - 1, first);
    return random.pick([
      ...leaf,
      () => this.#object(inner),
      () => this.#object(inner),
      () => this.#others(inner, beside),
      () => this.#array(inner),
      () => this.#elements(inner),
      () => this.#logic(beside),
      () => this.#logic(beside),
    ])();
  }

  #type(): SchemaObject {
    const random = this.#random;
    return {
      type: random.chance(0.7)
        ? random.pick(typeNames)
        : [...new Set([random.pick(typeNames), random.pick(typeNames)])],
    };
  }

  #value(): SchemaObject {
    const random = this.#random;
    if (random.chance(0.4)) return { const: random.pick(constants) };
    const values = [1, 2, 3].map(() => random.pick(constants));
    return { enum: values.filter((one, at) => !values.slice(0, at).includes(one)) };
  }

  #string(): SchemaObject {
    const random = this.#random;
    return this.#some({
      type: () => "string",
      minLength: () => random.pick([0, 1, 2, 3]),
      maxLength: () => random.pick([1, 2, 4]),
      pattern: () => random.pick(Object.keys(patterns)),
    });
  }

  #number(): SchemaObject {
    const random = this.#random;
    return this.#some({
      type: () => random.pick(["number", "integer"]),
      minimum: () => random.pick(bounds),
      exclusiveMinimum: () => random.pick(bounds),
      maximum: () => random.pick([3, ...bounds]),
      exclusiveMaximum: () => random.pick([4, ...bounds]),
      multipleOf: () => random.pick(multiples),
    });
  }

  #object(inner: () => Schema): SchemaObject {
    const random = this.#random;
    const names = () => this.#names(random.pick([1, 2, 2]));
    return this.#some({
      type: () => "object",
      properties: () => byName(this.#names(3), inner),
      required: names,
      patternProperties: () => byName([random.pick(namePatterns)], inner),
      additionalProperties: inner,
    });
  }

  #others(inner: () => Schema, beside: () => Schema): SchemaObject {
    const random = this.#random;
    return this.#some({
      unevaluatedProperties: inner,
      propertyNames: inner,
      minProperties: () => random.pick([0, 1, 2]),
      maxProperties: () => random.pick([1, 2, 4]),
      dependentRequired: () => Object.fromEntries(this.#names(1).map((name) => [name, this.#names(2)])),
      dependentSchemas: () => byName(this.#names(1), beside),
    });
  }

  #array(inner: () => Schema): SchemaObject {
    const random = this.#random;
    return this.#some({
      type: () => "array",
      prefixItems: () => (random.chance(0.5) ? [inner()] : [inner(), inner()]),
      items: inner,
      minItems: () => random.pick([0, 1, 2]),
      maxItems: () => random.pick([1, 2, 4]),
    });
  }

  #elements(inner: () => Schema): SchemaObject {
    const random = this.#random;
    return this.#some({
      contains: inner,
      minContains: () => random.pick([0, 1, 2]),
      maxContains: () => random.pick([1, 2, 3]),
      uniqueItems: () => random.chance(0.8),
      unevaluatedItems: inner,
    });
  }

  #logic(beside: () => Schema): SchemaObject {
    const random = this.#random;
    const several = () => [1, 2, 3].slice(random.pick([0, 1, 1, 2])).map(beside);
    return random.pick<() => SchemaObject>([
      () => ({ allOf: several() }),
      () => ({ anyOf: several() }),
      () => ({ oneOf: several() }),
      () => ({ not: beside() }),
      // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema.
      () => this.#some({ if: beside, then: beside, else: beside }),
    ])();
  }

  #reference(first: number): SchemaObject {
    const random = this.#random;
    if (first === PART && random.chance(0.25))
      return random.chance(0.5) ? { $dynamicRef: "#node" } : { $ref: "root.json" };
    const later = definitionNames.map((_, index) => index).filter((index) => index >= first);
    if (later.length === 0) return this.#type();
    return { $ref: random.pick(referencesTo(random.pick(later))) };
  }

  #names(limit: number): string[] {
    const random = this.#random;
    return [...new Set(Array.from({ length: limit }, () => random.pick(declaredNames)))];
  }

  /** Of these keywords one at least, the others with a chance each. */
  #some(keywords: Readonly<Record<string, () => Json>>): SchemaObject {
    const random = this.#random;
    const sure = random.pick(Object.keys(keywords));
    const chosen = Object.entries(keywords).filter(([name]) => name === sure || random.chance(0.35));
    return Object.fromEntries(chosen.map(([name, make]) => [name, make()]));
  }
}

function byName(names: readonly string[], make: () => Schema): SchemaObject {
  return Object.fromEntries(names.map((name) => [name, make()]));
}
