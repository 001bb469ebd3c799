import { MAX_DEPTH } from "./limits.js";

/** Stands for a floating-point number, which JavaScript does not always lay out as the peer does. */
export const FLOAT = "float";

/** Stands for plain data of any kind. */
export const DATA = "data";

/** What is asked of a value, and of each element of an array. */
export type Part = Order | typeof FLOAT | typeof DATA;

/** The properties that an object may have, in the order in which they are written. */
export interface Order {
  readonly names: readonly string[];
  /** What is asked of them; nothing of what a guard has seen to be primitive. */
  readonly parts: readonly (Part | undefined)[];
}

/** An order from the names of properties, each with what is asked of it, if anything is. */
export function orderOf(...properties: readonly (string | readonly [name: string, part: Part])[]): Order {
  const pairs = properties.map((property) =>
    typeof property === "string" ? ([property, undefined] as const) : property,
  );
  return { names: pairs.map(([name]) => name), parts: pairs.map(([, part]) => part) };
}

/** So many digits may be those of an integer that a number does not hold. */
const MANY = 16;

/** The text that `JSON.stringify` gives a value, if it is certain that it writes all of it as it is. */
export function plainText(value: unknown, part: Part = DATA): string | undefined {
  if (!isPlainData(value, MAX_DEPTH, part)) return undefined;
  const text = JSON.stringify(value);
  // What changes while it is read may have become something else since it was looked at.
  if (hasManyDigits(text)) return undefined;
  // Half of a surrogate pair is written as `\udXXX`; most texts have no escapes at all, which is faster to find out.
  return text.includes("\\") && text.includes("\\ud") ? undefined : text;
}

/** Whether there are so many digits in a row that are not those of a fraction. */
function hasManyDigits(text: string): boolean {
  // One character in so many is one of them, and half as many reach as far to one side at least.
  for (let at = MANY - 1; at < text.length; at += MANY) {
    if (!isDigit(text, at) || !(isDigit(text, at - MANY / 2) || isDigit(text, at + MANY / 2))) continue;
    let start = at;
    while (isDigit(text, start - 1)) start--;
    let end = at + 1;
    while (isDigit(text, end)) end++;
    if (end - start >= MANY && text[start - 1] !== ".") return true;
  }
  return false;
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x30 && unit <= 0x39;
}

/** Whether `JSON.stringify` has nothing to leave out of a value, to change in it, or to put into another order. */
function isPlainData(value: unknown, levels: number, part: Part): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return part === FLOAT ? isPlainFloat(value) : isPlainNumber(value);
    case "object":
      if (value === null) return true;
      if (levels === 0) return false;
      return Array.isArray(value)
        ? isPlainArray(value, levels - 1, part)
        : isPlainObject(value as PlainObject, levels - 1, part);
    default:
      return false;
  }
}

function isPlainNumber(value: number): boolean {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER || (Number.isFinite(value) && value % 1 !== 0);
}

/** Whether both sides lay a floating-point number out alike: with a point, without an exponent. */
function isPlainFloat(value: number): boolean {
  return Number.isFinite(value) && value % 1 !== 0 && Math.abs(value) >= 1e-5;
}

function isPlainArray(values: readonly unknown[], levels: number, part: Part): boolean {
  if ((values as { readonly toJSON?: unknown }).toJSON !== undefined) return false;
  for (let index = 0; index < values.length; index++) {
    if (!isPlainData(values[index], levels, part)) return false;
  }
  return Object.getPrototypeOf(values) === Array.prototype;
}

interface PlainObject {
  readonly [key: string]: unknown;
  readonly toJSON?: unknown;
  readonly length?: unknown;
}

function isPlainObject(value: PlainObject, levels: number, part: Part): boolean {
  // A string in disguise, as `Object("text")` is with another prototype, has a length.
  if (value.toJSON !== undefined || value.length !== undefined) return false;
  const order = typeof part === "object" ? part : undefined;
  let at = -1;
  for (const key in value) {
    at++;
    if (order) {
      for (; order.names[at] !== key; at++) if (!isAbsent(value, order, at)) return false;
    }
    const asked = order ? order.parts[at] : DATA;
    if (asked === undefined) continue;
    const member = value[key];
    if (typeof member !== "string" && !isPlainData(member, levels, asked)) return false;
  }
  // A number or truth value in disguise looks empty.
  if (at < 0 && JSON.stringify(value) !== "{}") return false;
  for (at++; order && at < order.names.length; at++) if (!isAbsent(value, order, at)) return false;
  // What has no prototype may be made by `JSON.rawJSON`.
  return Object.getPrototypeOf(value) === Object.prototype;
}

/** Whether a property of an order, of which no loop over the object tells, is not there indeed. */
function isAbsent(value: PlainObject, { names }: Order, at: number): boolean {
  const name = names[at];
  return name !== undefined && value[name] === undefined;
}
