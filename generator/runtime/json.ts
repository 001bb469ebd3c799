import { FrameError, type FrameErrorCode } from "./errors.js";
import { MAX_DEPTH } from "./limits.js";

/** What can be decoded: JSON text, or its UTF-8 bytes. */
export type FrameInput = string | Uint8Array | ArrayBuffer;

const decoder = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

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

/** Whether JSON text has, raw or escaped, half of a surrogate pair without the other half. */
export function hasLoneSurrogate(text: string): boolean {
  if (!isWellFormed(text)) return true;
  // Without whole pairs, and escapes of one character, those halves are left that are alone.
  return hasEscapes(text) && halfEscape.test(text) && halfEscape.test(text.replace(otherEscapes, ""));
}

const halfEscape = /\\u[dD][89a-fA-F]/;
const otherEscapes = /\\(?:[^u]|u[dD][89abAB]..\\u[dD][c-fC-F]..)/g;

/** Whether there is a backslash in JSON text. */
export function hasEscapes(text: string): boolean {
  return text.indexOf("\\") >= 0; // `includes` takes twice as long in V8, and in JavaScriptCore
}

/** Whether every half of a surrogate pair in `text` has the other half. */
export function isWellFormed(text: string): boolean {
  // Several times faster than a regular expression, where there is one.
  return (text as Checkable).isWellFormed?.() ?? !/\p{Surrogate}/u.test(text);
}

interface Checkable {
  readonly isWellFormed?: () => boolean;
}

/** Whether there may be an integer of too many digits in JSON text, or a number beyond all doubles. */
export function mayHideDigits(text: string): boolean {
  return /\d{16}|\d[eE]\+?\d{3}/.test(text);
}

/** Whether a parsed value is, or has in it, a number that may be another than the one in the text. */
export function mayBeInexact(value: unknown): boolean {
  if (typeof value === "string") return false;
  if (typeof value === "number") return !(Math.abs(value) <= Number.MAX_SAFE_INTEGER);
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item !== "string" && mayBeInexact(item)) return true;
    return false;
  }
  if (typeof value !== "object") return typeof value === "bigint";
  for (const key in value) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof member !== "string" && mayBeInexact(member)) return true;
  }
  return false;
}

/** Makes what a number in JSON text is to be; `isInteger` where it has neither fraction nor exponent. */
export type ReadNumber = (digits: string, isInteger: boolean) => unknown;

/**
 * Parses like {@link parse}, but gives numbers as `readNumber` makes them: without it, every integer beyond ±(2^53 - 1) as
 * a `bigint`, if it is not beyond all numbers.
 */
export function parseExact(text: string, readNumber: ReadNumber = exactNumber): unknown {
  parse(text);
  // From here on the text is known to be JSON: between two tokens there is nothing that has to be looked at.
  const token = /[-+.\w]+|[^\s:,]/g;
  const next = (): string => {
    const { 0: found = "", index } = token.exec(text) as RegExpExecArray;
    if (found !== '"') return found;
    token.lastIndex = endOfString(text, index) + 1;
    return text.slice(index, token.lastIndex);
  };
  const read = (first: string): unknown => {
    if (first === "{") {
      const members: [key: string, value: unknown][] = [];
      for (let key = next(); key !== "}"; key = next())
        members.push([JSON.parse(key) as string, read(next())]);
      // Like JSON.parse, and unlike an assignment, it makes a property of `__proto__`.
      return Object.fromEntries(members);
    }
    if (first === "[") {
      const result: unknown[] = [];
      for (let item = next(); item !== "]"; item = next()) result.push(read(item));
      return result;
    }
    return /^[-\d]/.test(first) ? readNumber(first, !/[.eE]/.test(first)) : JSON.parse(first);
  };
  return read(next());
}

function exactNumber(digits: string, isInteger: boolean): number | bigint {
  const value = Number(digits);
  return !isInteger || Number.isSafeInteger(value) || !Number.isFinite(value) ? value : BigInt(digits);
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
  return refusal(code, `nesting of at most ${MAX_DEPTH} levels`, "deeper nesting");
}

function invalidJson(expected: string, received: string): FrameError {
  return refusal("invalid_json", expected, received);
}

function refusal(code: FrameErrorCode, expected: string, received: string): FrameError {
  return new FrameError(code, [
    { path: "$", expected, received, message: `Expected ${expected}, got ${received}` },
  ]);
}
