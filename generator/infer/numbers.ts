import { hasLoneSurrogate, mayHideDigits, parseExact } from "../runtime/json.js";

/** A number that is whole, but was written with a fraction or an exponent, as only a peer does that means a real number. */
export class Real {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** Whether the value that `JSON.parse` makes of the text of a frame does not show all that is in it. */
export function hidesDigits(text: string): boolean {
  return hasLoneSurrogate(text) || mayHideDigits(text) || wholeReal.test(text);
}

/**
 * Parses the text of a frame so that what its digits say is not lost: integers beyond ±(2^53 - 1) are `bigint`s, and `1.0` is a
 * {@link Real}.
 *
 * @throws FrameError where the text is not JSON, or nested too deep.
 */
export function parseDigits(text: string): unknown {
  return parseExact(text, readNumber);
}

/** A whole number with a fraction or an exponent, or something in a string that looks like it. */
const wholeReal = /\d(?:\.0+|[eE][+-]?\d+)[,}\]\s]/;

function readNumber(digits: string, isInteger: boolean): number | bigint | Real {
  const value = Number(digits);
  if (!isInteger) return Number.isInteger(value) ? new Real(value) : value;
  return Number.isSafeInteger(value) || !Number.isFinite(value) ? value : BigInt(digits);
}
