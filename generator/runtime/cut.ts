import type { TextCursor } from "./cursor.js";
import { isTooDeep } from "./json.js";
import { spaced } from "./layout.js";

/** Cuts a value out of a text, from behind the text `before` on. */
export type Cut<T> = (from: TextCursor, before: string) => T;

/** Where a text ends that comes next. */
function behind({ at, isSpaced }: TextCursor, text: string): number {
  return at + (isSpaced ? spaced(text) : text).length;
}

/** Goes on behind a text. */
export function skip(from: TextCursor, text: string): void {
  from.at = behind(from, text);
}

/** The value itself: where an expression is to go on behind a text once it has its value. */
export function passed<T>(from: TextCursor, value: T, text: string): T {
  from.at = behind(from, text);
  return value;
}

/** Whether `text` is what comes next. */
export function sees(from: TextCursor, text: string): boolean {
  return from.text.startsWith(from.isSpaced ? spaced(text) : text, from.at);
}

/** Cuts out a string; it may share the memory of the text. */
export function cutString<T extends string = string>(from: TextCursor, before: string): T {
  const start = behind(from, before) + 1;
  const end = from.text.indexOf('"', start);
  from.at = end + 1;
  return from.text.slice(start, end) as T;
}

/** Cuts out the string that the text ends with, but for its closing brace. */
export function cutLastString<T extends string = string>(from: TextCursor, before: string): T {
  return from.text.slice(behind(from, before) + 1, -2) as T;
}

/** Cuts out an integer that a number holds exactly. */
export function cutInteger<T extends number = number>(from: TextCursor, before: string): T {
  const { text } = from;
  let at = behind(from, before);
  const isNegative = text.charCodeAt(at) === 0x2d;
  if (isNegative) at++;
  let value = 0;
  for (let unit = text.charCodeAt(at); unit >= 0x30 && unit <= 0x39; unit = text.charCodeAt(++at)) {
    value = value * 10 + (unit - 0x30);
  }
  from.at = at;
  return (isNegative ? -value : value) as T;
}

/** Cuts out a 64-bit integer. */
export function cutLong(from: TextCursor, before: string): bigint {
  const start = behind(from, before);
  from.at = endOfNumber(from.text, start);
  return BigInt(from.text.slice(start, from.at));
}

/** Cuts out a number. */
export function cutNumber<T extends number = number>(from: TextCursor, before: string): T {
  const { text } = from;
  const start = behind(from, before);
  const isNegative = text.charCodeAt(start) === 0x2d;
  let at = isNegative ? start + 1 : start;
  let digits = 0;
  let divisor = 0; // a power of ten once there has been a point
  for (let unit = text.charCodeAt(at); ; unit = text.charCodeAt(++at)) {
    if (unit === 0x2e) divisor = 1;
    else if (unit >= 0x30 && unit <= 0x39) {
      digits = digits * 10 + (unit - 0x30);
      divisor *= 10;
    } else break;
  }
  from.at = endOfNumber(text, at);
  // Up to 15 digits and the power of ten are exact, and so is rounded once, as it should be, what they come to.
  if (from.at > at || at - start > 16) return Number(text.slice(start, from.at)) as T;
  const value = divisor === 0 ? digits : digits / divisor;
  return (isNegative ? -value : value) as T;
}

function endOfNumber(text: string, start: number): number {
  for (let at = start; ; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x2c || unit === 0x5d || unit === 0x7d) return at;
  }
}

/** Cuts out `true` or `false`. */
export function cutBoolean<T extends boolean = boolean>(from: TextCursor, before: string): T {
  const start = behind(from, before);
  const isTrue = from.text.charCodeAt(start) === 0x74;
  from.at = start + (isTrue ? 4 : 5);
  return isTrue as T;
}

/**
 * Parses all that is left of a text, but for its closing brace.
 *
 * @throws SyntaxError where that is not JSON, or might be nested too deep.
 */
export function parseRest(from: TextCursor, before: string): unknown {
  const { text } = from;
  if (text.charCodeAt(text.length - 1) !== 0x7d || isTooDeep(text)) throw new SyntaxError();
  return JSON.parse(text.slice(behind(from, before), -1));
}

/** Cuts out a string, number, boolean or null. */
export function cutPrimitive<T extends string | number | boolean | null>(
  from: TextCursor,
  before: string,
): T {
  switch (from.text.charCodeAt(behind(from, before))) {
    case 0x22:
      return cutString(from, before) as T;
    case 0x74:
    case 0x66:
      return cutBoolean(from, before) as T;
    case 0x6e:
      return cutNull(from, before) as T;
    default:
      return cutNumber(from, before) as T;
  }
}

/** Cuts out null, or what `cut` does. */
export function cutNullable<T>(from: TextCursor, before: string, cut: Cut<T>): T | null {
  const isNull = from.text.charCodeAt(behind(from, before)) === 0x6e;
  return isNull ? cutNull(from, before) : cut(from, before);
}

function cutNull(from: TextCursor, before: string): null {
  from.at = behind(from, before) + "null".length;
  return null;
}

/** Goes back as far behind an opening bracket as if there were a comma in its place. */
function stepBack(from: TextCursor): void {
  if (from.isSpaced) from.at--;
}

/** Cuts out an array. */
export function cutList<T>(from: TextCursor, before: string, cut: Cut<T>): T[] {
  const { text } = from;
  from.at = behind(from, before);
  const values: T[] = [];
  if (text.charCodeAt(from.at + 1) === 0x5d) {
    from.at += 2;
    return values;
  }
  stepBack(from);
  do {
    values.push(cut(from, ","));
    // Somebody may have given all arrays an element that can't be replaced: JSON.parse knows how to do it all the same.
    if (!Object.hasOwn(values, values.length - 1)) throw new TypeError();
  } while (text.charCodeAt(from.at) === 0x2c);
  from.at++;
  return values;
}

/** Cuts out an object that has values of one type under any names. */
export function cutMap<T>(from: TextCursor, before: string, cut: Cut<T>): { [key: string]: T } {
  const { text } = from;
  from.at = behind(from, before);
  const entries: [string, T][] = [];
  if (text.charCodeAt(from.at + 1) === 0x7d) {
    from.at += 2;
    return {};
  }
  stepBack(from);
  do entries.push([cutString(from, ","), cut(from, ":")]);
  while (text.charCodeAt(from.at) === 0x2c);
  from.at++;
  // Unlike an assignment it makes a property of `__proto__`.
  return Object.fromEntries(entries);
}
