import { hasEscapes } from "./json.js";
import { MAX_DEPTH } from "./limits.js";

/** So many digits may be those of an integer that a number does not hold. */
const MANY = 16;

/** The text that `JSON.stringify` gives a value, if it is certain that it writes all of it as it is. */
export function plainText(value: unknown): string | undefined {
  if (!isPlainData(value)) return undefined;
  const text = JSON.stringify(value);
  // What changes while it is read may have become something else since it was looked at.
  return hasManyDigits(text) || hasLoneHalf(text) ? undefined : text;
}

/** Whether half of a surrogate pair may have been written by itself, as `\udXXX`. */
export function hasLoneHalf(text: string): boolean {
  return hasEscapes(text) && text.includes("\\ud");
}

/** Whether there are so many digits in a row that are not those of a fraction. */
export function hasManyDigits(text: string): boolean {
  // One character in so many is one of them, and half as many reach as far to one side at least.
  for (let at = MANY - 1; at < text.length; at += MANY) {
    if (!isDigit(text.charCodeAt(at))) continue;
    if (!isDigit(text.charCodeAt(at - MANY / 2)) && !isDigit(text.charCodeAt(at + MANY / 2))) continue;
    let start = at;
    while (isDigit(text.charCodeAt(start - 1))) start--;
    while (isDigit(text.charCodeAt(at + 1))) at++;
    if (at - start >= MANY - 1 && text[start - 1] !== ".") return true;
  }
  return false;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** Whether `JSON.stringify` has nothing to leave out of a value, or to change in it. */
export function isPlainData(value: unknown, levels: number = MAX_DEPTH): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return isPlainNumber(value);
    case "object":
      if (value === null) return true;
      if (levels === 0) return false;
      return Array.isArray(value)
        ? isPlainArray(value, levels - 1)
        : isPlainObject(value as PlainObject, levels - 1);
    default:
      return false;
  }
}

function isPlainNumber(value: number): boolean {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER || (Number.isFinite(value) && value % 1 !== 0);
}

/** Whether both sides lay a floating-point number out alike: with a point, without an exponent. */
export function isPlainFloat(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value % 1 !== 0 && Math.abs(value) >= 1e-5;
}

function isPlainArray(values: readonly unknown[], levels: number): boolean {
  if ((values as { readonly toJSON?: unknown }).toJSON !== undefined) return false;
  for (let index = 0; index < values.length; index++) {
    if (!isPlainData(values[index], levels)) return false;
  }
  return Object.getPrototypeOf(values) === Array.prototype;
}

interface PlainObject {
  readonly [key: string]: unknown;
  readonly toJSON?: unknown;
  readonly length?: unknown;
}

function isPlainObject(value: PlainObject, levels: number): boolean {
  // A string in disguise, as `Object("text")` is with another prototype, has a length.
  if (value.toJSON !== undefined || value.length !== undefined) return false;
  let isEmpty = true;
  for (const key in value) {
    isEmpty = false;
    const member = value[key];
    if (typeof member !== "string" && !isPlainData(member, levels)) return false;
  }
  // A number or truth value in disguise looks empty.
  if (isEmpty && JSON.stringify(value) !== "{}") return false;
  // What has no prototype may be made by `JSON.rawJSON`.
  return Object.getPrototypeOf(value) === Object.prototype;
}
