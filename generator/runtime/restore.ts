import { isObject } from "./guard.js";

/** Puts the numbers of a parsed value into the form that its type has. */
export type Restore = (value: unknown) => unknown;

/** Nothing to restore. */
export const asIs: Restore = (value) => value;

/** Integers of `int64` and `uint64` fields are `bigint`s, however small. */
export const toBigInt: Restore = (value) => (Number.isSafeInteger(value) ? BigInt(value as number) : value);

/** Fields of type `number` hold the nearest double, however many digits the text has. */
export const toNumber: Restore = (value) => (typeof value === "bigint" ? Number(value) : value);

/** Restores, in place, the properties that have something to restore, and all others with `others`. */
export function restoreObject(fields: Readonly<Record<string, Restore>>, others?: Restore): Restore {
  const declared = new Map(Object.entries(fields));
  return (value) => {
    if (!isObject(value)) return value;
    const target = value as Record<string, unknown>;
    for (const key of Object.keys(target)) {
      const restore = declared.get(key) ?? others;
      if (restore && key !== "__proto__") target[key] = restore(target[key]);
    }
    return value;
  };
}

/** Restores, in place, the elements of an array. */
export function restoreArray(prefix: readonly Restore[], rest?: Restore): Restore {
  return (value) => {
    if (!Array.isArray(value)) return value;
    for (let index = 0; index < value.length; index++) {
      const restore = prefix[index] ?? rest;
      if (restore) value[index] = restore(value[index]);
    }
    return value;
  };
}

/** Restores as the kind asks that the value says it is. */
export function restoreTagged(tag: string, kinds: ReadonlyMap<unknown, Restore>): Restore {
  return (value) => (isObject(value) ? (kinds.get(value[tag])?.(value) ?? value) : value);
}

/** Restores by one rule after the other, for a value that may have any of several types. */
export function restoreAll(...rules: readonly Restore[]): Restore {
  return (value) => rules.reduce((current, restore) => restore(current), value);
}

/** Puts off looking up a rule that is not there yet. */
export function restoreLazily(rule: () => Restore): Restore {
  return (value) => rule()(value);
}
