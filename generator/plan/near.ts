import type {
  ArrayType,
  Json,
  JsonObject,
  NumberType,
  ObjectType,
  Protocol,
  StringType,
  Type,
} from "../model/types.js";
import { jsonPath, type PathSegment } from "../runtime/report.js";
import { Checker } from "./checker.js";
import { type Draft, Raw } from "./layout.js";

/** A frame in which one thing was changed. Whether it is still one is for a decoder to say. */
export interface NearMiss {
  /** What was changed, in a few words. */
  readonly change: string;
  readonly value: Draft;
}

/** The deepest place that is changed. */
const maxLevels = 6;

/** How long a string or array is made to be too long. */
const maxLength = 1000;

/** Whole numbers that a double does not hold, and what comes after 64 bits. */
const unsafe = 2n ** 53n + 1n;

/** Changes frames by one thing at a time, guided by their types. */
export class NearMisses {
  readonly #checker: Checker;
  readonly #types: ReadonlyMap<string, Type>;

  constructor({ definitions }: Pick<Protocol, "definitions">) {
    this.#checker = new Checker({ definitions });
    this.#types = new Map(definitions.map(({ name, type }) => [name, type]));
  }

  /**
   * Frames of one type with one thing changed in each, the same change once in each place. Changes of different sorts
   * come first, further ones of the same sort later.
   */
  of(frames: readonly JsonObject[], type: Type, tag: string): NearMiss[] {
    const sorts = new Map<string, Map<string, NearMiss>>();
    for (const frame of frames) {
      const change: Change = (words, path, value) => {
        const sort = sorts.get(words) ?? new Map<string, NearMiss>();
        sorts.set(words, sort);
        const place = jsonPath(path);
        if (!sort.has(place)) sort.set(place, { change: words, value: replaced(frame, path, value) });
      };
      changeTag(frame[tag] as Json, tag, change);
      this.#visit(frame, type, [], (words, path, value) => {
        if (path.length !== 1 || path[0] !== tag) change(words, path, value);
      });
    }
    const all = [...sorts.values()].map((sort) => [...sort.values()]);
    const longest = Math.max(0, ...all.map(({ length }) => length));
    return Array.from({ length: longest }, (_, round) => all.flatMap((sort) => sort[round] ?? [])).flat();
  }

  #visit(value: Json, given: Type, path: readonly PathSegment[], change: Change): void {
    const type = this.#shapeOf(given, value);
    if (!type || path.length > maxLevels) return;
    if (path.length > 0 && type.kind !== "unknown") {
      change("wrong type", path, otherType(value));
      if (value !== null) change("null", path, null);
    }
    switch (type.kind) {
      case "string":
        return changeString(value as string, type, path, change);
      case "number":
        return changeNumber(value as number, type, path, change);
      case "bigint":
        change("above the maximum", path, type.maximum + 1n);
        change("below the minimum", path, type.minimum - 1n);
        return change("fraction", path, 0.5);
      case "literal":
        return change("another constant", path, typeof value === "string" ? `${value}x` : [value]);
      case "unknown":
        change("integer beyond 2^53", path, unsafe);
        return change("lone surrogate", path, new Raw('"\\ud800"'));
      case "array":
        return this.#visitArray(value as readonly Json[], type, path, change);
      case "object":
        return this.#visitObject(value as JsonObject, type, path, change);
    }
  }

  #visitArray(value: readonly Json[], type: ArrayType, path: readonly PathSegment[], change: Change): void {
    const { prefix, items, minItems, maxItems, isUnique } = type;
    if (minItems > 0) change("too few elements", path, value.slice(0, minItems - 1));
    const [first] = value;
    if (first !== undefined && maxItems !== undefined && maxItems < maxLength) {
      const last = value.at(-1) as Json;
      change("too many elements", path, [
        ...value,
        ...Array.from({ length: maxItems + 1 - value.length }, () => last),
      ]);
    }
    if (first !== undefined && isUnique) change("equal elements", path, [...value, first]);
    for (const [index, element] of value.entries()) {
      if (index > prefix.length) break;
      this.#visit(element, prefix[index] ?? items, [...path, index], change);
    }
  }

  #visitObject(value: JsonObject, type: ObjectType, path: readonly PathSegment[], change: Change): void {
    const { properties, patterns = [], others, dependencies = [], minProperties = 0 } = type;
    for (const { name, isRequired, type: inner } of properties) {
      if (!Object.hasOwn(value, name)) continue;
      if (isRequired) change("missing required field", [...path, name], undefined);
      this.#visit(value[name] as Json, inner, [...path, name], change);
    }
    const declared = new Set(properties.map(({ name }) => name));
    const free = Object.keys(value).filter((name) => !declared.has(name));
    for (const name of free.slice(0, 1)) {
      const matching = patterns.find(({ pattern }) => new RegExp(pattern, "u").test(name));
      const inner = matching?.type ?? (typeof others === "string" ? undefined : others);
      if (inner) this.#visit(value[name] as Json, inner, [...path, name], change);
    }
    const unknown = [...path, "unknown_field"];
    if (others === "forbidden") change("field that is forbidden", unknown, 1);
    else if (others === "ignored") change("field that is ignored", unknown, { a: [1, null] });
    else if (others.kind !== "unknown") change("field of another type", unknown, [[[]]]);
    if (others === "ignored") change("lone surrogate where nobody looks", unknown, new Raw('"\\udc00"'));
    if (minProperties > 0)
      change("too few fields", path, Object.fromEntries(Object.entries(value).slice(0, 1)));
    for (const name of dependencies.flatMap(({ requires }) => requires)) {
      if (Object.hasOwn(value, name))
        change("missing field that another requires", [...path, name], undefined);
    }
  }

  /** What a type comes to for one of its values. */
  #shapeOf(type: Type, value: Json): Type | undefined {
    switch (type.kind) {
      case "reference": {
        const body = this.#types.get(type.name);
        return body && this.#shapeOf(body, value);
      }
      case "constrained":
        return this.#shapeOf(type.type, value);
      case "union": {
        const member = type.members.find((one) => this.#checker.report(one, value).issues.length === 0);
        return member && this.#shapeOf(member, value);
      }
      default:
        return type;
    }
  }
}

/** Takes note of a frame with another value, or none, at a place. */
type Change = (words: string, path: readonly PathSegment[], value: Draft | undefined) => void;

function changeTag(kind: Json, tag: string, change: Change): void {
  const isText = typeof kind === "string";
  change("missing tag", [tag], undefined);
  change("unknown kind", [tag], isText ? `${kind}?` : 999_983);
  change("tag of another type", [tag], isText ? 1 : String(kind));
  change("tag that is null", [tag], null);
  change("tag that is an object", [tag], { [tag]: kind });
}

function changeString(value: string, type: StringType, path: readonly PathSegment[], change: Change): void {
  const { minLength = 0, maxLength: most = maxLength, patterns, formats = [] } = type;
  if (minLength > 0) change("too short", path, [...value].slice(0, minLength - 1).join(""));
  if (most < maxLength) change("too long", path, value + "😀".repeat(most + 1 - [...value].length));
  if (patterns.length + formats.length > 0) {
    change("other text", path, `\n${value} `);
    change("other text", path, "");
  }
  change("lone surrogate", path, new Raw('"\\ud800\\u0041"'));
  change("control character", path, new Raw('"a\tb"'));
  change("single quotes", path, new Raw("'a'"));
}

function changeNumber(value: number, type: NumberType, path: readonly PathSegment[], change: Change): void {
  const { isInteger, minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf = [] } = type;
  if (minimum !== undefined) change("below the minimum", path, minimum - 1);
  if (exclusiveMinimum !== undefined) change("at the exclusive minimum", path, exclusiveMinimum);
  if (maximum !== undefined) change("above the maximum", path, maximum + 1);
  if (exclusiveMaximum !== undefined) change("at the exclusive maximum", path, exclusiveMaximum);
  for (const step of multipleOf) change("not a multiple", path, value + step / 2);
  if (isInteger) {
    change("fraction", path, value + 0.5);
    change("integer beyond 2^53", path, unsafe);
    change("integer below -2^53", path, -unsafe);
    if (Math.abs(value) < 1e15) change("integer written with a fraction", path, new Raw(`${value}.0`));
  }
  change("NaN", path, new Raw("NaN"));
  change("number beyond all", path, new Raw("1e400"));
  change("leading zero", path, new Raw("01"));
}

function otherType(value: Json): Json {
  if (typeof value === "string") return 7;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value === null) return "null";
  return Array.isArray(value) ? {} : [];
}

/** A value with another, or none, in one place of it. */
function replaced(value: Draft, [segment, ...rest]: readonly PathSegment[], by: Draft | undefined): Draft {
  if (segment === undefined) return by as Draft;
  if (Array.isArray(value)) {
    return value.map((element, index) => (index === segment ? replaced(element, rest, by) : element));
  }
  const members = new Map(Object.entries(value as { readonly [key: string]: Draft }));
  const inner = rest.length === 0 ? by : replaced(members.get(String(segment)) as Draft, rest, by);
  if (inner === undefined) members.delete(String(segment));
  else members.set(String(segment), inner);
  return Object.fromEntries(members);
}
