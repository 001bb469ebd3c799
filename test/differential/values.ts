import type { Json, JsonObject } from "../../generator/model/types.js";
import type { Random } from "./random.js";
import { declaredNames, patterns, type Schema, type SchemaObject, strayNames } from "./schemas.js";

/** Gives values that fit a schema, as well as luck allows, and values that come close. */
export class Values {
  readonly #root: SchemaObject;
  readonly #random: Random;
  readonly #constants: readonly Json[];

  constructor(root: SchemaObject, random: Random) {
    this.#root = root;
    this.#random = random;
    this.#constants = constantsIn(root);
  }

  /** An object for the schema at the root, whole or with some things changed in it. */
  next(): JsonObject {
    const made = this.fitting(this.#root);
    let value = isObject(made) ? made : {};
    const changes = this.#random.pick([0, 0, 1, 1, 2, 4]);
    for (let change = 0; change < changes; change++) value = this.changed(value);
    return value;
  }

  /** A value that fits `schema` where that is easy to find. */
  fitting(schema: Schema, depth = 0): Json {
    if (typeof schema === "boolean" || depth > 8) return this.anything();
    if (schema.const !== undefined) return schema.const;
    if (schema.enum !== undefined) return this.#random.pick(schema.enum as readonly Json[]);
    const parts: Json[] = [this.#own(schema, depth)];
    const add = (part: Schema) => parts.push(this.fitting(part, depth + 1));
    if (schema.$ref !== undefined) add(this.#resolve(schema.$ref as string));
    for (const part of (schema.allOf ?? []) as readonly Schema[]) add(part);
    for (const keyword of ["oneOf", "anyOf"]) {
      if (schema[keyword] !== undefined) add(this.#random.pick(schema[keyword] as readonly Schema[]));
    }
    const isBare = schema.type === undefined && schema.properties === undefined;
    if (parts.length > 1 && isBare) parts.shift();
    if (parts.every(isObject)) return Object.assign({}, ...parts) as JsonObject;
    return this.#random.pick(parts);
  }

  /** Any JSON value, seldom a large one. */
  anything(depth = 2): Json {
    const random = this.#random;
    const simple = [null, true, false, 0, 1, -1, 2.5, 42, "", "x", "é😀", 'q"\\\n', 2e-7, -0.5, 2 ** 52];
    if (depth === 0 || random.chance(0.5)) return random.pick<Json>(simple);
    if (random.chance(0.3) && this.#constants.length > 0) return random.pick(this.#constants);
    const length = random.below(3);
    if (random.chance(0.4)) return Array.from({ length }, () => this.anything(depth - 1));
    return Object.fromEntries(Array.from({ length }, () => [this.#name(), this.anything(depth - 1)]));
  }

  /** The object with one thing in it, at whatever depth, changed. */
  changed(value: JsonObject): JsonObject {
    const copy = structuredClone(value) as Record<string, Json>;
    const random = this.#random;
    const places = placesIn(copy);
    const place = places.length > 0 && random.chance(0.9) ? random.pick(places) : undefined;
    if (!place) copy[this.#name()] = this.anything();
    else if (Array.isArray(place.holder)) this.#changeElement(place.holder, Number(place.key));
    else this.#changeMember(place.holder as Record<string, Json>, place.key);
    return copy;
  }

  #changeMember(holder: Record<string, Json>, key: string): void {
    const old = holder[key] as Json;
    switch (this.#random.below(6)) {
      case 0:
        delete holder[key];
        break;
      case 1:
        delete holder[key];
        holder[this.#name()] = old;
        break;
      case 2:
        holder[this.#name()] = this.anything();
        break;
      default:
        holder[key] = this.#nudged(old);
    }
  }

  #changeElement(holder: Json[], index: number): void {
    switch (this.#random.below(4)) {
      case 0:
        holder.splice(index, 1);
        break;
      case 1:
        holder.push(this.#random.chance(0.5) ? (holder[index] as Json) : this.anything());
        break;
      default:
        holder[index] = this.#nudged(holder[index] as Json);
    }
  }

  /** A value that is not far from another, or quite another. */
  #nudged(value: Json): Json {
    const random = this.#random;
    if (random.chance(0.3)) return this.anything();
    if (random.chance(0.2) && this.#constants.length > 0) return random.pick(this.#constants);
    if (typeof value === "number") return value + random.pick([1, -1, 0.5, -3]);
    if (typeof value === "string")
      return random.pick([`${value}a`, value.replace(/^./u, ""), `${value}😀`, "42"]);
    if (typeof value === "boolean") return !value;
    if (Array.isArray(value)) return [...value, this.anything()];
    if (isObject(value)) return { ...value, [this.#name()]: this.anything() };
    return this.anything();
  }

  #own(schema: SchemaObject, depth: number): Json {
    const types = [schema.type ?? []].flat() as string[];
    const type = types.length > 0 ? this.#random.pick(types) : guessType(schema);
    switch (type) {
      case "null":
        return null;
      case "boolean":
        return this.#random.chance(0.5);
      case "string":
        return this.#string(schema);
      case "number":
      case "integer":
        return this.#number(schema, type === "integer");
      case "array":
        return this.#array(schema, depth);
      case "object":
        return this.#object(schema, depth);
      default:
        return this.anything();
    }
  }

  #string({ minLength = 0, maxLength = 5, pattern }: SchemaObject): string {
    if (pattern !== undefined) return this.#random.pick(patterns[pattern as string] ?? [""]);
    const extra = this.#random.below(Math.max(1, Number(maxLength) - Number(minLength) + 1));
    const length = Number(minLength) + extra;
    return Array.from({ length }, () => this.#random.pick(["a", "b", "é", "😀", '"', "7"])).join("");
  }

  #number(schema: SchemaObject, isInteger: boolean): number {
    const bounds = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"];
    const base = this.#random.pick([0, 3, ...bounds.flatMap((name) => (schema[name] as number) ?? [])]);
    const value = base + this.#random.pick([0, 1, -1, 0.5]);
    return isInteger ? Math.round(value) : value;
  }

  #array(schema: SchemaObject, depth: number): Json {
    const { minItems = 0, maxItems = 3, items = true, prefixItems = [] } = schema;
    const extra = depth > 4 ? 0 : this.#random.below(Math.max(1, Number(maxItems) - Number(minItems) + 1));
    const prefix = prefixItems as readonly Schema[];
    return Array.from({ length: Number(minItems) + extra }, (_, index) =>
      this.fitting(prefix[index] ?? (items as Schema), depth + 1),
    );
  }

  #object(schema: SchemaObject, depth: number): Json {
    const { properties = {}, required = [], additionalProperties = true } = schema;
    const declared = properties as Readonly<Record<string, Schema>>;
    const isLikely = depth > 3 ? 0.1 : 0.6;
    const entries = Object.entries(declared)
      .filter(([name]) => (required as readonly string[]).includes(name) || this.#random.chance(isLikely))
      .map(([name, inner]): [string, Json] => [name, this.fitting(inner, depth + 1)]);
    const others = (required as readonly string[]).filter((name) => !Object.hasOwn(declared, name));
    if (additionalProperties !== false && depth < 4 && this.#random.chance(0.25)) others.push(this.#name());
    for (const name of others) {
      if (!Object.hasOwn(declared, name)) {
        entries.push([name, this.fitting(additionalProperties as Schema, depth + 1)]);
      }
    }
    return Object.fromEntries(entries);
  }

  #name(): string {
    return this.#random.pick([...declaredNames, ...strayNames]);
  }

  #resolve(reference: string): Schema {
    const path = reference.replace(/^#\//, "").split("/");
    return path.reduce<Json>((schema, name) => (schema as JsonObject)[name] as Json, this.#root) as Schema;
  }
}

/** Whether `part` is all there in `whole`: the same, but for properties that it may lack. */
export function isPartOf(part: unknown, whole: unknown): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) &&
      part.length === whole.length &&
      part.every((element, index) => isPartOf(element, whole[index]))
    );
  }
  if (!isObject(part)) return part === whole;
  if (!isObject(whole)) return false;
  return Object.keys(part).every((key) => Object.hasOwn(whole, key) && isPartOf(part[key], whole[key]));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function guessType(schema: SchemaObject): string {
  const has = (...names: readonly string[]) => names.some((name) => schema[name] !== undefined);
  if (has("properties", "required", "additionalProperties")) return "object";
  if (has("items", "prefixItems", "minItems", "maxItems")) return "array";
  if (has("minLength", "maxLength", "pattern")) return "string";
  return has("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum") ? "number" : "any";
}

/** All constants in a schema, each of which may be wanted, or unwanted, elsewhere as well. */
function constantsIn(schema: Json): Json[] {
  if (Array.isArray(schema)) return schema.flatMap(constantsIn);
  if (!isObject(schema)) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === "const") return [value];
    return key === "enum" && Array.isArray(value) ? (value as Json[]) : constantsIn(value);
  });
}

interface Place {
  readonly holder: Json[] | Record<string, Json>;
  readonly key: string;
}

function placesIn(value: Json): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Place["holder"];
  return Object.entries(value).flatMap(([key, inner]) => [{ holder, key }, ...placesIn(inner as Json)]);
}
