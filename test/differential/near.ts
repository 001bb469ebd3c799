import type { Json, JsonObject } from "../../generator/model/types.js";
import type { Judge } from "./oracle.js";
import type { Random } from "./random.js";
import { declaredNames, patterns, type Schema, type SchemaObject } from "./schemas.js";
import { Values } from "./values.js";
import type { Sample } from "./vocabulary.js";

/** How deep a value is built on purpose; below, anything goes. */
const DEPTH = 5;

/**
 * Gives values that fit a schema of any vocabulary as well as can be told without trying: everything that applies to
 * one value is put together, with one branch of each choice, and something is made of that.
 */
export class Near {
  readonly #sample: Sample;
  readonly #random: Random;
  readonly #values: Values;

  constructor(sample: Sample, random: Random) {
    this.#sample = sample;
    this.#random = random;
    this.#values = new Values(sample.schema, random);
  }

  /** A value that is likely to fit. */
  fitting(): Json {
    return this.#fit([this.#sample.schema], 0);
  }

  /** The value with something in it changed, at whatever depth. */
  changed(value: Json): Json {
    return this.#values.changed({ value }).value ?? null;
  }

  #fit(wanted: readonly Schema[], depth: number): Json {
    const random = this.#random;
    const parts = wanted.flatMap((schema) => this.#partsOf(schema, 0));
    const values = parts.flatMap(({ const: only, enum: some }): readonly Json[] =>
      only === undefined ? ((some ?? []) as readonly Json[]) : [only],
    );
    if (values.length > 0 && random.chance(0.95)) return random.pick(values);
    if (parts.length === 0 || depth > DEPTH) return this.#values.anything(1);
    switch (random.pick(typesOf(parts))) {
      case "null":
        return null;
      case "boolean":
        return random.chance(0.5);
      case "string":
        return this.#string(parts);
      case "integer":
        return Math.round(this.#number(parts));
      case "number":
        return this.#number(parts);
      case "array":
        return this.#array(parts, depth);
      default:
        return this.#object(parts, depth);
    }
  }

  /** The schema, and what it applies to the same value: of each choice, one branch. */
  #partsOf(schema: Schema, level: number): SchemaObject[] {
    if (typeof schema === "boolean" || level > 6) return [];
    const random = this.#random;
    const applied: Schema[] = [...list(schema.allOf)];
    for (const choice of [list(schema.anyOf), list(schema.oneOf)]) {
      if (choice.length > 0) applied.push(random.pick(choice));
    }
    if (schema.if !== undefined && random.chance(0.5)) {
      applied.push(schema.if as Schema, (schema.then ?? true) as Schema);
    } else if (schema.else !== undefined) applied.push(schema.else as Schema);
    for (const dependent of Object.values((schema.dependentSchemas ?? {}) as SchemaObject)) {
      if (random.chance(0.5)) applied.push(dependent as Schema);
    }
    for (const reference of [schema.$ref, schema.$dynamicRef]) {
      if (reference !== undefined) applied.push(this.#sample.targets.get(reference as string) ?? true);
    }
    return [schema, ...applied.flatMap((one) => this.#partsOf(one, level + 1))];
  }

  #string(parts: readonly SchemaObject[]): string {
    const random = this.#random;
    const written = parts.flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern as string]));
    const known = written.flatMap((pattern) => patterns[pattern] ?? []);
    if (known.length > 0) return random.pick(known);
    const least = Math.max(0, ...numbers(parts, "minLength"));
    const most = Math.min(least + 2, ...numbers(parts, "maxLength"));
    const length = least + random.below(Math.max(1, most - least + 1));
    return Array.from({ length }, () => random.pick(["a", "b", "é", "😀", "7"])).join("");
  }

  #number(parts: readonly SchemaObject[]): number {
    const random = this.#random;
    const step = Math.max(0.5, ...numbers(parts, "multipleOf"));
    const low = [...numbers(parts, "minimum"), ...numbers(parts, "exclusiveMinimum")];
    const high = [...numbers(parts, "maximum"), ...numbers(parts, "exclusiveMaximum")];
    if (low.length > 0) return (Math.ceil(Math.max(...low) / step) + random.pick([0, 1, 2])) * step;
    if (high.length > 0) return (Math.floor(Math.min(...high) / step) - random.pick([0, 1, 2])) * step;
    return random.pick([0, 1, 2, -3, 7]) * step;
  }

  #array(parts: readonly SchemaObject[], depth: number): Json {
    const random = this.#random;
    const prefixes = parts.map(({ prefixItems }) => list(prefixItems));
    const longest = Math.max(0, ...prefixes.map(({ length }) => length));
    const contained = schemasAt(parts, "contains");
    const least = Math.max(...numbers(parts, "minItems"), contained.length, 0);
    const most = Math.min(...numbers(parts, "maxItems"), Math.max(least, longest) + 2);
    const length = least + random.below(Math.max(1, most - least + 1));
    return Array.from({ length }, (_, index) => {
      const wanted = parts.flatMap((part, at): Schema[] => {
        const prefix = prefixes[at] as readonly Schema[];
        const own = prefix[index] ?? part.items;
        return own === undefined ? [] : [own as Schema];
      });
      const other = schemasAt(parts, "unevaluatedItems");
      const inside = contained[length - 1 - index];
      const all = [...wanted, ...(inside === undefined ? [] : [inside])];
      return this.#fit(all.length > 0 ? all : other, depth + 1);
    });
  }

  #object(parts: readonly SchemaObject[], depth: number): Json {
    const random = this.#random;
    const names = new Set(parts.flatMap(({ required }) => (required ?? []) as readonly string[]));
    const chance = depth > 3 ? 0.1 : 0.5;
    const declared = parts.flatMap(({ properties }) => Object.keys((properties ?? {}) as SchemaObject));
    for (const name of declared) if (random.chance(chance)) names.add(name);
    const isOpen = parts.every(
      ({ additionalProperties, unevaluatedProperties }) =>
        additionalProperties !== false && unevaluatedProperties !== false,
    );
    const least = Math.max(0, ...numbers(parts, "minProperties"));
    const limit = Math.min(...numbers(parts, "maxProperties"), names.size + (random.chance(0.3) ? 1 : 0));
    const wanted = Math.max(least, isOpen ? limit : 0);
    for (let tries = 0; names.size < wanted && tries < 10; tries++) names.add(random.pick(declaredNames));
    for (const { dependentRequired } of parts) {
      for (const [name, others] of Object.entries((dependentRequired ?? {}) as SchemaObject)) {
        if (names.has(name)) for (const other of others as readonly string[]) names.add(other);
      }
    }
    const entries = [...names].map((name): [string, Json] => {
      const applied = parts.flatMap((part) => propertySchemas(part, name));
      const other = schemasAt(parts, "unevaluatedProperties");
      return [name, this.#fit(applied.length > 0 ? applied : other, depth + 1)];
    });
    return Object.fromEntries(entries);
  }
}

/** A value with the verdict on it. */
export interface Judged {
  readonly value: Json;
  readonly isValid: boolean;
}

/** Values with the verdict on them: half of them valid, as far as there are such, and none twice: `limit` at most. */
export function balanced(sample: Sample, random: Random, oracle: Judge, limit: number): Judged[] {
  const near = new Near(sample, random);
  const found = new Map<string, Judged>();
  const counts = { valid: 0, invalid: 0 };
  for (let tries = 0; tries < 2.5 * limit; tries++) {
    const changes = random.pick([0, 0, 1, 1, 2, 4]);
    let value = near.fitting();
    for (let change = 0; change < changes; change++) value = near.changed(value);
    const text = JSON.stringify(value);
    if (found.has(text)) continue;
    const isValid = oracle(value);
    const verdict = isValid ? "valid" : "invalid";
    if (counts[verdict] >= limit / 2) continue;
    counts[verdict]++;
    found.set(text, { value, isValid });
  }
  return [...found.values()];
}

/** What a schema on its own applies to the property `name`. */
function propertySchemas(part: SchemaObject, name: string): Schema[] {
  const properties = (part.properties ?? {}) as JsonObject;
  const byPattern = Object.entries((part.patternProperties ?? {}) as JsonObject)
    .filter(([pattern]) => new RegExp(pattern, "u").test(name))
    .map(([, schema]) => schema as Schema);
  const own = Object.hasOwn(properties, name) ? [properties[name] as Schema, ...byPattern] : byPattern;
  return own.length > 0 || part.additionalProperties === undefined
    ? own
    : [part.additionalProperties as Schema];
}

/** The types that all parts allow; where none says, those that it has keywords for. */
function typesOf(parts: readonly SchemaObject[]): readonly string[] {
  const said = parts.flatMap(({ type }) => (type === undefined ? [] : [[type].flat() as string[]]));
  const [first = [], ...others] = said;
  const common = first.filter((type) => others.every((some) => some.includes(type)));
  if (common.length > 0) return common;
  if (first.length > 0) return first;
  const guessed = Object.entries(keywordsOf).filter(([, keywords]) =>
    keywords.some((keyword) => parts.some((part) => part[keyword] !== undefined)),
  );
  return guessed.length > 0
    ? guessed.map(([type]) => type)
    : ["null", "boolean", "string", "number", "array", "object"];
}

const keywordsOf: Readonly<Record<string, readonly string[]>> = {
  string: ["pattern", "minLength", "maxLength"],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  array: ["prefixItems", "items", "contains", "uniqueItems", "unevaluatedItems", "minItems", "maxItems"],
  object: [
    ...["properties", "required", "patternProperties", "additionalProperties", "unevaluatedProperties"],
    ...["propertyNames", "minProperties", "maxProperties", "dependentRequired", "dependentSchemas"],
  ],
};

function list(value: Json | undefined): readonly Schema[] {
  return (value ?? []) as readonly Schema[];
}

function numbers(parts: readonly SchemaObject[], keyword: string): number[] {
  return parts.flatMap((part) => (typeof part[keyword] === "number" ? [part[keyword]] : []));
}

function schemasAt(parts: readonly SchemaObject[], keyword: string): Schema[] {
  return parts.flatMap((part) => (part[keyword] === undefined ? [] : [part[keyword] as Schema]));
}
