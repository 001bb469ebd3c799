import type { Evidence, ObjectEvidence } from "./evidence.js";

/** By the name of a property, all strings that a property of that name had anywhere; nothing where they are too many. */
export type Words = ReadonlyMap<string, ReadonlySet<string> | undefined>;

/** The words in all frames: an enum is not closed where a property of the same name has another value elsewhere. */
export function wordsIn(all: readonly ObjectEvidence[]): Words {
  const words = new Map<string, Set<string> | undefined>();
  const visit = (name: string, { strings, arrays, objects }: Evidence): void => {
    if (strings) {
      const known = words.has(name) ? words.get(name) : new Set<string>();
      for (const value of strings.values?.keys() ?? []) known?.add(value);
      words.set(name, strings.values ? known : undefined);
    }
    if (arrays?.elements) visit(name, arrays.elements);
    for (const inner of objects?.values() ?? []) visitObjects(name, inner);
  };
  const visitObjects = (name: string, { fields, values }: ObjectEvidence): void => {
    for (const [inner, field] of fields) visit(inner, field);
    if (values) visit(name, values);
  };
  for (const evidence of all) visitObjects("", evidence);
  return words;
}
