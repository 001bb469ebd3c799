import { mapParts, partsOf } from "./parts.js";
import type { Definition, Type } from "./types.js";

/** The names that a type refers to, in the order in which they come. */
export function referencesIn(type: Type): string[] {
  return type.kind === "reference" ? [type.name] : partsOf(type).flatMap(referencesIn);
}

/** The same type with its references renamed. */
export function rename(type: Type, nameOf: (key: string) => string): Type {
  if (type.kind === "reference") return { kind: "reference", name: nameOf(type.name) };
  return mapParts(type, (part) => rename(part, nameOf));
}

/** The names of the definitions that contain themselves (Tarjan's strongly connected components). */
export function recursiveNames(definitions: readonly Pick<Definition, "name" | "type">[]): Set<string> {
  const edges = new Map(definitions.map(({ name, type }) => [name, [...new Set(referencesIn(type))]]));
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const recursive = new Set<string>();
  const visit = (name: string) => {
    const own = index.size;
    index.set(name, own);
    low.set(name, own);
    stack.push(name);
    for (const next of edges.get(name) ?? []) {
      if (next === name) recursive.add(name);
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(name, Math.min(low.get(name) ?? own, low.get(next) ?? own));
    }
    if (low.get(name) !== own) return;
    const component = stack.splice(stack.indexOf(name));
    if (component.length > 1) for (const member of component) recursive.add(member);
  };
  for (const name of edges.keys()) if (!index.has(name)) visit(name);
  return recursive;
}
