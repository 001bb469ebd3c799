import { type AnyGuard, type Guard, isArrayOf } from "./guard.js";
import { hasLoneHalf, hasManyDigits, isPlainData, isPlainFloat } from "./plain.js";
import { arrayText, noText, requirePlain } from "./text.js";

/**
 * The JSON text of an array of what `copy` makes copies of, for `JSON.stringify` to write all together; where something speaks
 * against that, `write` gives the text of each element.
 *
 * @param hasData - whether there is data in them that is not copied
 */
export function copiedText<T>(
  values: readonly T[],
  write: (value: T) => string,
  guard: Guard<T> | AnyGuard,
  copy: (value: T) => unknown,
  hasData = false,
): string {
  return textOfCopies(values, guard, copy, hasData) ?? arrayText(values, write);
}

function textOfCopies<T>(
  values: readonly T[],
  guard: Guard<T> | AnyGuard,
  copy: (value: T) => unknown,
  hasData: boolean,
): string | undefined {
  try {
    const copies: readonly unknown[] & { readonly toJSON?: unknown } = copiesOf(values, copy);
    if (copies.toJSON !== undefined || !isArrayOf(copies, guard)) return undefined;
    const text = JSON.stringify(copies);
    return hasLoneHalf(text) || (hasData && hasManyDigits(text)) ? undefined : text;
  } catch {
    return undefined; // what can't be copied may have a text all the same
  }
}

/** An array of what `copy` makes of the elements of another one; of primitive values, where it is left out. */
export function copiesOf<T>(values: readonly T[], copy?: (value: T) => unknown): readonly unknown[] {
  if (!Array.isArray(values)) noText();
  const copies: readonly unknown[] = copy ? values.map(copy) : values.slice();
  // What is derived from an array makes others of its own.
  return Object.getPrototypeOf(copies) === Array.prototype ? copies : noText();
}

/** What `copy` makes of a plain object. */
export function objectCopy<T extends object>(value: T, copy: (value: T) => object): object {
  requirePlain(value);
  return copy(value);
}

/** Free-form data, if it is plain. */
export function plainData(value: unknown): unknown {
  return isPlainData(value) ? value : noText();
}

/** A floating-point number; no number where JavaScript does not lay it out as the peer does. */
export function plainFloat(value: number): number {
  return isPlainFloat(value) ? value : Number.NaN;
}
