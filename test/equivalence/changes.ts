import type { Random } from "../differential/random.js";

/** Strings that are not put as they are, at the lengths where another way is taken, and halves of surrogate pairs. */
const strings = [
  "",
  '"',
  "\\",
  "\n",
  "\u007f",
  "\u0080",
  "é",
  "\u2028",
  "😀",
  "\ud83d",
  "\ude00",
  "a\ud83d",
  "\uffff",
];
const lengths = [1, 40, 94, 95, 96, 97, 98, 300];

const numbers = [
  ...[
    0,
    -0,
    7,
    -7,
    10,
    99,
    100,
    999_999_999,
    1_000_000_000,
    2 ** 31,
    -(2 ** 31),
    2 ** 32,
    2 ** 53 - 1,
    2 ** 53,
  ],
  ...[-(2 ** 53), 1.5, 1e21, 1e-7, Number.NaN, Number.POSITIVE_INFINITY],
];

const replacements: readonly unknown[] = [
  ...strings,
  ...lengths.flatMap((length) => ["a", "é", '"', "\ud83d"].map((last) => `${"a".repeat(length - 1)}${last}`)),
  ...numbers,
  ...[true, false, null, undefined, 7n, [], [null], {}, Object.create(null), new Map(), () => 1, Symbol("a")],
];

/**
 * Changes of one value in a frame, wherever it is, to what programs may put there by mistake; objects and arrays that have
 * values are kept.
 */
export function* changed(value: unknown, random: Random): Generator<unknown> {
  if (typeof value !== "object" || value === null) {
    for (let left = 4; left > 0; left--) yield random.pick(replacements);
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    for (const other of changed(member, random)) {
      const copy = Array.isArray(value)
        ? [...value]
        : Object.defineProperties({}, Object.getOwnPropertyDescriptors(value));
      Object.defineProperty(copy, key, {
        value: other,
        enumerable: true,
        writable: true,
        configurable: true,
      });
      yield copy;
    }
  }
  yield Object.assign(Object.create({ inherited: 1 }), value);
  yield Object.assign(Object.create(null), value);
}
