/**
 * What belongs to each of several kinds, where some are numbers, or look like one.
 *
 * The entries are arguments, not one list: of a list the compiler compares the type of each member with that of every
 * other, which takes minutes where there are thousands.
 */
export function tableOf<T>(
  ...entries: readonly (readonly [kind: unknown, value: T])[]
): ReadonlyMap<unknown, T> {
  return new Map(entries);
}
