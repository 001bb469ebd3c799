import { isObject, isPlain } from "./guard.js";
import { MAX_DEPTH } from "./limits.js";

const OPENING_BRACE = 0x7b;

/** Thrown by the writers below at a value that has no JSON text; what is wrong with it is found out later. */
export class NoText extends Error {}

/** A writer of which it does not matter here what it writes. */
export type AnyWriter = (value: never) => string;

/** A string that is written as it is. */
const plainString = /^[^"\\\p{Cc}\p{Surrogate}]*$/u;

/** The JSON text of a string, which must be well-formed Unicode. */
export function quote(value: string): string {
  if (typeof value !== "string") throw new NoText();
  if (value.length < 100 && plainString.test(value)) return `"${value}"`;
  const text = JSON.stringify(value);
  if (mayEscapeHalf(text) && /\p{Surrogate}/u.test(value)) throw new NoText();
  return text;
}

/** Whether JSON.stringify may have found half of a surrogate pair, which it writes as `\udXXX`. */
function mayEscapeHalf(text: string): boolean {
  return text.includes("\\ud");
}

/** The JSON text of a whole number. */
export function integerText(value: number): string {
  if (!Number.isSafeInteger(value)) throw new NoText();
  return String(value + 0);
}

/** The JSON text of a 64-bit integer. */
export function bigintText(value: bigint): string {
  if (typeof value !== "bigint") throw new NoText();
  return String(value);
}

/**
 * The JSON text of a floating-point number, laid out as `msgspec` does: `1.0`, `1e16`, `1e-5`.
 *
 * Both sides write the shortest digits that give the number back; only where point and exponent go differs.
 */
export function numberText(value: number): string {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new NoText();
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  const hasExponent = size !== 0 && (size < 1e-5 || size >= 1e16);
  if (hasExponent) return value.toExponential().replace("e+", "e");
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** The JSON text of `true` or `false`. */
export function booleanText(value: boolean): string {
  if (typeof value !== "boolean") throw new NoText();
  return String(value);
}

/** The JSON text of an array, `write` giving that of each element. */
export function arrayText<T>(values: readonly T[], write: (value: T) => string): string {
  if (!Array.isArray(values)) throw new NoText();
  let text = "";
  for (let index = 0; index < values.length; index++) {
    text += `${index === 0 ? "" : ","}${write(values[index] as T)}`;
  }
  return `[${text}]`;
}

/** The JSON text of an array: the first elements written one by one, any others with `rest`. */
export function tupleText(
  values: readonly unknown[],
  prefix: readonly AnyWriter[],
  rest: AnyWriter = jsonText,
): string {
  let at = 0;
  return arrayText(values, (value) => {
    const write = at < prefix.length ? (prefix[at] as AnyWriter) : rest;
    at++;
    return write(value as never);
  });
}

/** Refuses an object that is not as `{…}` makes it; gives no text, so that it can stand in front of the text. */
export function requirePlain(value: object): "" {
  if (!isObject(value) || !isPlain(value)) throw new NoText();
  return "";
}

/** The JSON text of an object of which nothing is declared. */
export function recordText<T>(value: { readonly [key: string]: T }, write: (value: T) => string): string {
  requirePlain(value);
  return objectText(otherMembers(value, [], write));
}

/** The JSON text of a free-form object. */
export function freeText(value: { readonly [key: string]: unknown }): string {
  const text = isObject(value) ? fastText(value) : undefined;
  // What is a primitive in disguise has the text of one.
  return text?.charCodeAt(0) === OPENING_BRACE ? text : recordText(value, jsonText);
}

/** What `write` gives for `value`: where an expression needs a name for a value. */
export function written<T>(value: T, write: (value: T) => string): string {
  return write(value);
}

/** The JSON text of an object from that of its members, each of which has a comma in front. */
export function objectText(members: string): string {
  return `{${members.slice(1)}}`;
}

/** The members of `value` that are not among `declared`, in their order, each with a comma in front. */
export function otherMembers<T>(
  value: object,
  declared: readonly string[],
  write: (value: T) => string,
): string {
  let text = "";
  for (const [key, member] of Object.entries(value)) {
    if (!declared.includes(key)) text += `,${quote(key)}:${write(member as T)}`;
  }
  return text;
}

/**
 * The members of `value` that are not among `declared`, as the first pattern says that their names match; of the
 * others, those that `others` writes, if anything does. Each has a comma in front.
 */
export function matchingMembers(
  value: object,
  declared: readonly string[],
  patterns: readonly (readonly [pattern: RegExp, write: AnyWriter])[],
  others?: AnyWriter,
): string {
  let text = "";
  for (const [key, member] of Object.entries(value)) {
    if (declared.includes(key)) continue;
    const write = patterns.find(([pattern]) => pattern.test(key))?.[1] ?? others;
    if (write) text += `,${quote(key)}:${write(member as never)}`;
  }
  return text;
}

/**
 * The JSON text of a value of which every field counts: those that are `declared` in this order, then all others.
 */
export function wholeText(value: unknown, declared: readonly string[]): string {
  return isObject(value) ? anyOfText(value, declared, true) : valueText(value);
}

/**
 * The JSON text of an object that may fit several shapes: the fields that any of them declares, in their order,
 * and the others where a shape takes them in.
 */
export function anyOfText(value: object, declared: readonly string[], isOpen: boolean): string {
  requirePlain(value);
  const fields = value as { readonly [key: string]: unknown };
  let text = "";
  for (const key of declared) {
    if (Object.hasOwn(fields, key) && fields[key] !== undefined)
      text += `,${quote(key)}:${valueText(fields[key])}`;
  }
  return objectText(isOpen ? text + otherMembers(value, declared, valueText) : text);
}

/** The JSON text of a value of which the type is not certain: like {@link jsonText}, but 64-bit integers may be in it. */
function valueText(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return arrayText(value, valueText);
  if (!isObject(value)) return jsonText(value);
  return recordText(value as { readonly [key: string]: unknown }, valueText);
}

/** The text that the writer of its kind gives a value. */
export function writeTagged(value: object, tag: string, writers: ReadonlyMap<unknown, AnyWriter>): string {
  const write = writers.get((value as Readonly<Record<string, unknown>>)[tag]);
  if (!write) throw new NoText();
  return write(value as never);
}

/** The JSON text of a free-form value: plain objects, arrays and primitives, without cycles. */
export function jsonText(value: unknown): string {
  return fastText(value) ?? nestedText(value, MAX_DEPTH);
}

/** The JSON text of a free-form value, if it is certain that `JSON.stringify` writes all of it as it is. */
function fastText(value: unknown): string | undefined {
  if (!isPlainData(value, MAX_DEPTH)) return undefined;
  const text = JSON.stringify(value);
  // What changes while it is read may have become something else since it was looked at.
  return mayEscapeHalf(text) || manyDigits.test(text) ? undefined : text;
}

/** The digits of an integer that a number may not hold; written out it is several times faster. */
const manyDigits = /* @__PURE__ */ new RegExp("[0-9]".repeat(16));

/** Whether `JSON.stringify` has nothing to leave out of a value, or to change in it. */
function isPlainData(value: unknown, levels: number): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Math.abs(value) <= Number.MAX_SAFE_INTEGER || (Number.isFinite(value) && value % 1 !== 0);
    case "object":
      return value === null || (levels > 0 && hasPlainData(value, levels - 1));
    default:
      return false;
  }
}

function hasPlainData(value: { readonly toJSON?: unknown }, levels: number): boolean {
  if (value.toJSON !== undefined) return false;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) if (!isPlainData(value[index], levels)) return false;
    return Object.getPrototypeOf(value) === Array.prototype;
  }
  for (const key in value) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof member !== "string" && !isPlainData(member, levels)) return false;
  }
  // What has no prototype may be made by `JSON.rawJSON`.
  return Object.getPrototypeOf(value) === Object.prototype;
}

function nestedText(value: unknown, levels: number): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "boolean":
      return String(value);
    case "number":
      if (Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21)
        throw new NoText();
      if (!Number.isFinite(value)) throw new NoText();
      return String(value);
    case "object":
      break;
    default:
      throw new NoText();
  }
  if (value === null) return "null";
  if (levels === 0) throw new NoText();
  const write = (member: unknown) => nestedText(member, levels - 1);
  if (Array.isArray(value)) return arrayText(value, write);
  return recordText(value as { readonly [key: string]: unknown }, write);
}
