import type { BigIntType, NumberType } from "../model/types.js";
import type { Random } from "./random.js";

const whole = [0, 1, -1, 2, 7, 42, 1000, 2 ** 31 - 1, -(2 ** 31), 2 ** 32];
const safe = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
const fractions = [0.5, -0.25, 2.75, 0.1, 1e-7, -123456.789, 1e16, 1.7976931348623157e308, 5e-324];

/** Numbers that may be of a type: those at its limits and others; whether one is must be asked of its check. */
export function numbersFor(type: NumberType, random: Random): number[] {
  const { isInteger, multipleOf = [] } = type;
  const limits = [type.minimum, type.exclusiveMinimum, type.maximum, type.exclusiveMaximum];
  const bounds = limits.filter((limit) => limit !== undefined);
  const low = Math.max(type.minimum ?? -1e6, type.exclusiveMinimum ?? -1e6);
  const high = Math.min(type.maximum ?? low + 1e6, type.exclusiveMaximum ?? low + 1e6);
  const between = [1, 2, 3].map(() => low + random.next() * (high - low));
  const close = isInteger ? [0, 1, -1] : [0, 0.5, -0.5, 1, -1];
  const near = bounds.flatMap((bound) => close.map((step) => bound + step));
  const plain = [...between, ...near, ...whole, ...(isInteger ? safe : fractions)];
  const steps = multipleOf.length > 1 ? [...multipleOf, multipleOf.reduce((a, b) => a * b)] : multipleOf;
  const multiples = steps.flatMap((step) =>
    [0, 1, 3, ...between.map((number) => Math.round(number / step))].flatMap((times) =>
      [...bounds.map((bound) => Math.ceil(bound / step)), 0].map((start) => (start + times) * step),
    ),
  );
  const all = [...plain, ...multiples].map((number) => (isInteger ? Math.round(number) : number) + 0);
  return [...new Set(all)];
}

/** 64-bit integers that may be of a type: those at its limits, and those that a double does not hold. */
export function bigintsFor(type: BigIntType): bigint[] {
  const { minimum, maximum, multipleOf = [] } = type;
  const unsafe = 2n ** 53n + 1n;
  const multiples = multipleOf
    .filter((step) => Number.isSafeInteger(step))
    .flatMap((step) =>
      [0n, 1n, minimum / BigInt(step) + 1n, maximum / BigInt(step)].map((n) => n * BigInt(step)),
    );
  const all = [minimum, minimum + 1n, maximum - 1n, maximum, 0n, 1n, -1n, unsafe, -unsafe, ...multiples];
  return [...new Set(all)];
}
