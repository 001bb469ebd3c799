import type { AnyGuard, Guard } from "./guard.js";
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
    const copies = ownElements(values);
    for (let index = 0; index < copies.length; index++) {
      const copied = copy(copies[index] as T);
      if (!guard(copied)) return undefined;
      copies[index] = copied;
    }
    if ((copies as { readonly toJSON?: unknown }).toJSON !== undefined) return undefined;
    const text = JSON.stringify(copies);
    return hasLoneHalf(text) || (hasData && hasManyDigits(text)) ? undefined : text;
  } catch {
    return undefined; // what can't be copied may have a text all the same
  }
}

/** An array of what `copy` makes of the elements of another one; of primitive values, where it is left out. */
export function copiesOf<T>(values: readonly T[], copy?: (value: T) => unknown): readonly unknown[] {
  const copies = ownElements(values);
  if (copy) for (let index = 0; index < copies.length; index++) copies[index] = copy(copies[index] as T);
  return copies;
}

/**
 * A plain array with the elements of another one: each is its own, whatever somebody may have given all arrays, so that others can
 * take its place.
 */
function ownElements(values: readonly unknown[]): unknown[] {
  if (!Array.isArray(values)) noText();
  // Not a method of the array, which may have one by that name.
  const elements: unknown[] = Array.prototype.slice.call(values);
  // An array of another class may make what it likes of that.
  const isPlain = Object.getPrototypeOf(elements) === Array.prototype && elements.length === values.length;
  return isPlain ? elements : noText();
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
