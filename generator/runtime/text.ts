import { type AnyGuard, type Guard, isArrayOf, isObject, isPlain } from "./guard.js";
import { isWellFormed } from "./json.js";
import { MAX_DEPTH } from "./limits.js";
import { hasLoneHalf, plainText } from "./plain.js";

/** Thrown by the writers below at a value that has no JSON text; what is wrong with it is found out later. */
export class NoText extends Error {}

/** One for all: to find out where in the program it is thrown is most of the work of making another. */
const thrown = /* @__PURE__ */ new NoText();

/** Stands for the text of a value that has none. */
export function noText(): never {
  throw thrown;
}

/** A writer of which it does not matter here what it writes. */
export type AnyWriter = (value: never) => string;

/** ASCII without quotes, backslashes and control characters: a string that is written as it is, and the fastest to find. */
const plainString = /^[ !#-[\]-~]*$/;

/** The JSON text of a string, which must be well-formed Unicode. */
export function quote(value: string): string {
  if (typeof value !== "string") noText();
  if (value.length < 100 && plainString.test(value)) return `"${value}"`;
  const text = JSON.stringify(value);
  if (hasLoneHalf(text) && !isWellFormed(value)) noText();
  return text;
}

/** The JSON text of a whole number. */
export function integerText(value: number): string {
  if (!Number.isSafeInteger(value)) noText();
  return String(value + 0);
}

/** The JSON text of a 64-bit integer. */
export function bigintText(value: bigint): string {
  if (typeof value !== "bigint") noText();
  return String(value);
}

/**
 * The JSON text of a floating-point number, laid out as `msgspec` does: `1.0`, `1e16`, `1e-5`.
 *
 * Both sides write the shortest digits that give the number back; only where point and exponent go differs.
 */
export function numberText(value: number): string {
  if (typeof value !== "number" || !Number.isFinite(value)) noText();
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  const hasExponent = size !== 0 && (size < 1e-5 || size >= 1e16);
  if (hasExponent) return value.toExponential().replace("e+", "e");
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** The JSON text of `true` or `false`. */
export function booleanText(value: boolean): string {
  if (typeof value !== "boolean") noText();
  return String(value);
}

/** The JSON text of an array, `write` giving that of each element. */
export function arrayText<T>(values: readonly T[], write: (value: T) => string): string {
  if (!Array.isArray(values)) noText();
  let text = "";
  for (let index = 0; index < values.length; index++) {
    text += `${index === 0 ? "" : ","}${write(values[index] as T)}`;
  }
  return `[${text}]`;
}

/**
 * The JSON text of an array of what can be written by `JSON.stringify`, where nothing inside speaks against it; else, `write` giving that
 * of each element.
 */
export function listText<T>(
  values: readonly T[],
  write: (value: T) => string,
  guard: Guard<T> | AnyGuard,
): string {
  const text = isArrayOf(values, guard) ? plainText(values) : undefined;
  return text ?? arrayText(values, write);
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
  if (!isObject(value) || !isPlain(value)) noText();
  return "";
}

/** The JSON text of an object of which nothing is declared. */
export function recordText<T>(value: { readonly [key: string]: T }, write: (value: T) => string): string {
  requirePlain(value);
  return objectText(otherMembers(value, [], write));
}

/** The JSON text of a free-form object. */
export function freeText(value: { readonly [key: string]: unknown }): string {
  const text = isObject(value) ? plainText(value) : undefined;
  // What is a primitive in disguise, or turns into an array, has the text of that.
  return text?.[0] === "{" ? text : recordText(value, jsonText);
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
  return write ? write(value as never) : noText();
}

/** The JSON text of a free-form value: plain objects, arrays and primitives, without cycles. */
export function jsonText(value: unknown): string {
  return plainText(value) ?? nestedText(value, MAX_DEPTH);
}

function nestedText(value: unknown, levels: number): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "boolean":
      return String(value);
    case "number":
      if (Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21) noText();
      if (!Number.isFinite(value)) noText();
      return String(value);
    case "object":
      break;
    default:
      noText();
  }
  if (value === null) return "null";
  if (levels === 0) noText();
  const write = (member: unknown) => nestedText(member, levels - 1);
  if (Array.isArray(value)) return arrayText(value, write);
  return recordText(value as { readonly [key: string]: unknown }, write);
}
