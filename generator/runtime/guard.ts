import { MAX_DEPTH } from "./limits.js";

/** A type guard, as generated for every named type. */
export type Guard<T> = (value: unknown) => value is T;

/** A type guard of which it does not matter here what it guards. */
export type AnyGuard = (value: unknown) => boolean;

/**
 * Whether `value` is an object and not an array.
 *
 * `Keys` are the properties that the caller goes on to look at: they may or may not be there.
 */
export function isObject<Keys extends PropertyKey = string>(
  value: unknown,
): value is { readonly [Key in Keys]?: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether an object is one that `{…}` or `JSON.parse` makes, here or in another realm. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // The first is by far the most common, and the fastest to find.
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether `value` has `key` itself, whatever its prototype may have. */
export function hasOwn(value: object, key: string): boolean {
  return Object.hasOwn(value, key);
}

/** What `value` has under `key` itself, whatever its prototype may have. */
export function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

/** Whether `value` is an array of which every element, holes included, passes `guard`. */
export function isArrayOf<T>(value: unknown, guard: Guard<T> | AnyGuard): value is readonly T[] {
  if (!Array.isArray(value)) return false;
  for (let index = 0; index < value.length; index++) if (!guard(value[index])) return false;
  return true;
}

/** Whether every own property of `value` that is not among `declared` passes `guard`. */
export function hasOnly(value: object, declared: readonly string[], guard: AnyGuard = () => false): boolean {
  for (const key of Object.keys(value)) {
    if (!declared.includes(key) && !guard((value as Record<string, unknown>)[key])) return false;
  }
  return true;
}

/** The number of properties that `value` has. */
export function sizeOf(value: object): number {
  let size = 0;
  for (const member of Object.values(value)) if (member !== undefined) size++;
  return size;
}

/** Whether every name of a property of `value` passes `guard`. */
export function hasNames(value: object, guard: AnyGuard): boolean {
  return Object.keys(value).every(guard);
}

/** Whether `value` has all of `required`, if it has `name`. */
export function hasWith(value: object, name: string, required: readonly string[]): boolean {
  const has = (key: string) => own(value, key) !== undefined;
  return !has(name) || required.every(has);
}

/**
 * Whether every own property passes the guards of all patterns that its name matches, and `others` where it
 * matches none; those that are `declared` are left to others.
 */
export function hasMatching(
  value: object,
  declared: readonly string[],
  patterns: readonly (readonly [pattern: RegExp, guard: AnyGuard])[],
  others: AnyGuard = () => true,
): boolean {
  for (const [key, member] of Object.entries(value)) {
    if (declared.includes(key)) continue;
    const matching = patterns.filter(([pattern]) => pattern.test(key));
    const isFine = matching.length > 0 ? matching.every(([, guard]) => guard(member)) : others(member);
    if (!isFine) return false;
  }
  return true;
}

/** Whether `value` is an array whose first elements pass `prefix` one by one, and any others `rest`. */
export function isTuple(
  value: unknown,
  prefix: readonly AnyGuard[],
  rest: AnyGuard = () => true,
): value is readonly unknown[] {
  if (!Array.isArray(value)) return false;
  for (let index = 0; index < value.length; index++) {
    const guard = index < prefix.length ? (prefix[index] as AnyGuard) : rest;
    if (!guard(value[index])) return false;
  }
  return true;
}

/** Finds the guard of the kind that `value` says it is, and asks it. */
export function isTagged(value: unknown, tag: string, guards: ReadonlyMap<unknown, AnyGuard>): boolean {
  const guard = isObject(value) ? guards.get(value[tag]) : undefined;
  return guard?.(value) ?? false;
}

/** Gives some part of a frame. */
export type AnyPart = (frame: never) => unknown;

/** What the function of its kind gives for a frame, if there is one. */
export function partOf(frame: object, tag: string, parts: ReadonlyMap<unknown, AnyPart>): unknown {
  const part = parts.get((frame as Readonly<Record<string, unknown>>)[tag]);
  return part?.(frame as never);
}

/** The number of Unicode code points in `text`: JSON Schema's length of a string (Validation §6.3.1). */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** Whether `value` is a finite number. */
export function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

/** Whether `value` is a whole number that JavaScript holds exactly. */
export function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** Whether `value` is a `bigint` that fits 64 bits, one of them for the sign. */
export function isInt64(value: unknown): value is bigint {
  return typeof value === "bigint" && BigInt.asIntN(64, value) === value;
}

/** Whether `value` is a `bigint` that fits 64 bits, without a sign. */
export function isUint64(value: unknown): value is bigint {
  return typeof value === "bigint" && BigInt.asUintN(64, value) === value;
}

/** Whether `guard` says yes to `value`, whatever its type leads the compiler to expect. */
export function fits(value: unknown, guard: AnyGuard): boolean {
  return guard(value);
}

let depth = 0;

/** Asks `guard` of a type that contains itself; a value nested deeper than the limit is refused. */
export function isNested<T>(value: unknown, guard: Guard<T>): value is T {
  if (depth >= MAX_DEPTH) return false;
  depth++;
  try {
    return guard(value);
  } finally {
    depth--;
  }
}
