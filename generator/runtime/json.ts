import { FrameError } from "./errors.js";
import { MAX_DEPTH } from "./limits.js";

/** What can be decoded: JSON text, or its UTF-8 bytes. */
export type FrameInput = string | Uint8Array | ArrayBuffer;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The text of `input`.
 *
 * @throws {@link FrameError} `invalid_json` where the bytes are not UTF-8.
 */
export function textOf(input: FrameInput): string {
  if (typeof input === "string") return input;
  if (typeof input !== "object" || input === null) throw invalidJson("text or bytes", typeof input);
  try {
    return decoder.decode(input);
  } catch {
    throw invalidJson("UTF-8 bytes", "something else");
  }
}

/**
 * Parses JSON text (RFC 8259).
 *
 * @throws {@link FrameError} `invalid_json` where it is none; `invalid_frame` where it is nested too deep.
 */
export function parse(text: string): unknown {
  if (isTooDeep(text)) throw nestedTooDeep("invalid_frame");
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw invalidJson("JSON", error instanceof SyntaxError ? error.message : "text that is too long");
  }
}

/**
 * Whether the value that `JSON.parse` makes of `text` may not show all that is in it: integers whose
 * digits do not fit a number, numbers that become infinite, and lone surrogates.
 */
export function mayMislead(text: string): boolean {
  return (
    !isWellFormed(text) || mayHideNumber(text) || (text.includes("\\u") && /\\u[dD][89a-fA-F]/.test(text))
  );
}

function isWellFormed(text: string): boolean {
  // Several times faster than a regular expression, where there is one.
  const { isWellFormed } = text as { readonly isWellFormed?: () => boolean };
  return isWellFormed ? isWellFormed.call(text) : !/\p{Surrogate}/u.test(text);
}

/** Whether there may be a number of 16 digits in a row, or with an exponent of three. */
function mayHideNumber(text: string): boolean {
  // Every fifth character is enough: the shortest such number is `1e999`.
  for (let at = 4; at < text.length; at += 5) {
    if (!isInNumber(text.charCodeAt(at))) continue;
    let start = at;
    while (isInNumber(text.charCodeAt(start - 1))) start--;
    while (isInNumber(text.charCodeAt(at))) at++;
    // Most are parts of strings, and have something else beside them than a number can.
    if (at - start < 5 || /[^\s:,[]/.test(text.charAt(start - 1)) || /[^\s,\]}]/.test(text.charAt(at)))
      continue;
    if (/\d{16}|[eE]\+?\d{3}/.test(text.slice(start, at))) return true;
  }
  return false;
}

/** Whether it is a digit, a point, a sign or the letter of an exponent. */
function isInNumber(unit: number): boolean {
  return unit < 0x3a ? unit >= 0x2b && unit !== 0x2c && unit !== 0x2f : (unit | 0x20) === 0x65;
}

/** Whether JSON text has, raw or escaped, half of a surrogate pair without the other half. */
export function hasLoneSurrogate(text: string): boolean {
  if (/\p{Surrogate}/u.test(text)) return true;
  let high = -1; // where a high surrogate wants its low one
  for (const { 0: found, index } of text.matchAll(/\\(?:u[0-9a-fA-F]{4}|.)/g)) {
    const code = found.length === 6 ? Number.parseInt(found.slice(2), 16) : 0;
    const isLow = code >= 0xdc00 && code <= 0xdfff;
    if (isLow ? high !== index : high !== -1) return true;
    const isHigh = code >= 0xd800 && code <= 0xdbff;
    high = isHigh ? index + found.length : -1;
  }
  return high !== -1;
}

/** Makes what a number in JSON text is to be; `isInteger` where it has neither fraction nor exponent. */
export type ReadNumber = (digits: string, isInteger: boolean) => unknown;

/**
 * Parses like {@link parse}, but gives numbers as `readNumber` makes them: without it, every integer beyond ±(2^53 - 1) as
 * a `bigint`, if it is not beyond all numbers.
 */
export function parseExact(text: string, readNumber: ReadNumber = exactNumber): unknown {
  parse(text);
  return new ExactParser(text, readNumber).value();
}

function exactNumber(digits: string, isInteger: boolean): number | bigint {
  const value = Number(digits);
  return !isInteger || Number.isSafeInteger(value) || !Number.isFinite(value) ? value : BigInt(digits);
}

/** Reads text that is known to be JSON. */
class ExactParser {
  readonly #text: string;
  readonly #readNumber: ReadNumber;
  #at = 0;

  constructor(text: string, readNumber: ReadNumber) {
    this.#text = text;
    this.#readNumber = readNumber;
  }

  value(): unknown {
    switch (this.#peek()) {
      case "{":
        return this.#object();
      case "[":
        return this.#array();
      case '"':
        return this.#string();
      case "t":
        return this.#word("true", true);
      case "f":
        return this.#word("false", false);
      case "n":
        return this.#word("null", null);
      default:
        return this.#number();
    }
  }

  /** The next character that is not white space, which stays where it is. */
  #peek(): string {
    while (" \t\n\r".includes(this.#text.charAt(this.#at))) this.#at++;
    return this.#text.charAt(this.#at);
  }

  #object(): unknown {
    const result: Record<string, unknown> = {};
    this.#at++;
    while (this.#peek() !== "}") {
      if (this.#peek() === ",") this.#at++;
      this.#peek();
      const key = this.#string();
      this.#peek();
      this.#at++; // the colon
      // As JSON.parse does it: `__proto__` is a property like any other.
      Object.defineProperty(result, key, {
        __proto__: null, // or what all objects may have been given would count
        value: this.value(),
        writable: true,
        enumerable: true,
        configurable: true,
      } as PropertyDescriptor);
    }
    this.#at++;
    return result;
  }

  #array(): unknown {
    const result: unknown[] = [];
    this.#at++;
    while (this.#peek() !== "]") {
      if (this.#peek() === ",") this.#at++;
      result.push(this.value());
    }
    this.#at++;
    return result;
  }

  #string(): string {
    const start = this.#at;
    this.#at = endOfString(this.#text, start) + 1;
    return JSON.parse(this.#text.slice(start, this.#at)) as string;
  }

  #number(): unknown {
    const pattern = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;
    pattern.lastIndex = this.#at;
    const [digits = "", fraction, exponent] = pattern.exec(this.#text) ?? [];
    this.#at += digits.length;
    return this.#readNumber(digits, fraction === undefined && exponent === undefined);
  }

  #word<T>(word: string, value: T): T {
    this.#at += word.length;
    return value;
  }
}

/** Whether brackets in `text`, outside its strings, are nested deeper than a frame may be. */
export function isTooDeep(text: string): boolean {
  if (text.length <= 2 * MAX_DEPTH || !hasBrackets(text, MAX_DEPTH + 1)) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at);
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > MAX_DEPTH) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

/** Whether there are so many opening brackets, in strings or not. */
function hasBrackets(text: string, count: number): boolean {
  let found = 0;
  for (const bracket of "{[") {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      if (++found === count) return true;
    }
  }
  return false;
}

/** Where the string that opens at `start` has its closing quote; the end of the text where it has none. */
export function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    at = text.indexOf('"', at);
    if (at < 0) return text.length;
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === 0x5c) escapes++;
    if (escapes % 2 === 0) return at;
  }
}

/** The error of a value, or a text, with more levels than a frame may have. */
export function nestedTooDeep(code: "invalid_frame" | "unencodable"): FrameError {
  const expected = `nesting of at most ${MAX_DEPTH} levels`;
  const received = "deeper nesting";
  const message = `Expected ${expected}, got ${received}`;
  return new FrameError(code, [{ path: "$", expected, received, message }]);
}

function invalidJson(expected: string, received: string): FrameError {
  const message = `Expected ${expected}, got ${received}`;
  return new FrameError("invalid_json", [{ path: "$", expected, received, message }]);
}
