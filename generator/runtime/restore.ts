import { isObject } from "./guard.js";
import type { ValueCheck } from "./report.js";
import { acceptsValue } from "./trial.js";
import { ValueReport } from "./value-report.js";

/** Which objects and arrays have been restored by which rule: where several rules meet, once is enough. */
export type Restored = Map<Restorer, Set<unknown>>;

/** Puts the numbers of a parsed value into the form that its type has. */
export type Restorer = (value: unknown, restored?: Restored) => unknown;

/** Nothing to restore. */
export const asIs: Restorer = (value) => value;

/** Integers of `int64` and `uint64` fields are `bigint`s, however small. */
export const toBigInt: Restorer = (value) => (Number.isSafeInteger(value) ? BigInt(value as number) : value);

/** Fields of type `number` hold the nearest double, however many digits the text has. */
export const toNumber: Restorer = (value) => (typeof value === "bigint" ? Number(value) : value);

/** A constant beyond ±(2^53 - 1) is a `bigint`, whether or not the text has it as a whole number. */
export function toConstant(constant: bigint): Restorer {
  return (value) => (Number.isInteger(value) && BigInt(value as number) === constant ? constant : value);
}

/**
 * Restores, in place, the properties that have something to restore: those of these names, else those whose
 * names match a pattern, else all `others`.
 */
export function restoreObject(
  fields: Readonly<Record<string, Restorer>>,
  others?: Restorer,
  patterns: readonly (readonly [pattern: RegExp, restore: Restorer])[] = [],
): Restorer {
  const declared = new Map(Object.entries(fields));
  const matching = (key: string) => {
    const found = patterns.filter(([pattern]) => pattern.test(key)).map(([, restore]) => restore);
    return found.length > 0 ? restoreAll(...found) : others;
  };
  return (value, restored = new Map()) => {
    if (!isObject(value)) return value;
    const target = value as Record<string, unknown>;
    for (const key of Object.keys(target)) {
      const restore = declared.get(key) ?? matching(key);
      // `__proto__` is an own property here, so that assigning to it does not change the prototype.
      if (restore) target[key] = restore(target[key], restored);
    }
    return value;
  };
}

/** Restores, in place, the elements of an array. */
export function restoreArray(prefix: readonly Restorer[], rest?: Restorer): Restorer {
  return (value, restored = new Map()) => {
    if (!Array.isArray(value)) return value;
    for (let index = 0; index < value.length; index++) {
      const restore = index < prefix.length ? prefix[index] : rest;
      if (restore) value[index] = restore(value[index], restored);
    }
    return value;
  };
}

/** Restores as the kind asks that the value says it is. */
export function restoreTagged(tag: string, kinds: ReadonlyMap<unknown, Restorer>): Restorer {
  return (value, restored) => (isObject(value) ? (kinds.get(value[tag])?.(value, restored) ?? value) : value);
}

/** Restores by one rule after the other, for a value of which no more than one rule means anything. */
export function restoreAll(...rules: readonly Restorer[]): Restorer {
  return (value, restored = new Map()) =>
    rules.reduce((current, restore) => {
      const done = restored.get(restore) ?? new Set();
      if (done.has(current)) return current;
      if (isObject(current) || Array.isArray(current)) restored.set(restore, done.add(current));
      return restore(current, restored);
    }, value);
}

/** Restores as the first of several shapes asks that the value then fits; where it fits none, not at all. */
export function restoreFirst(...shapes: readonly (readonly [check: ValueCheck, rule: Restorer])[]): Restorer {
  return (value, restored) => {
    const report = new ValueReport("parsed");
    const fitting = shapes.find(([check]) => acceptsValue(report, check, value));
    return fitting ? fitting[1](value, restored) : value;
  };
}

/** Puts off looking up a rule that is not there yet. */
export function restoreLazily(rule: () => Restorer): Restorer {
  return (value, restored) => rule()(value, restored);
}
