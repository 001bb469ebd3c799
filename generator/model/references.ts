import { mapParts, partsOf } from "./parts.js";
import type { Type } from "./types.js";

/** The names that a type refers to, in the order in which they come. */
export function referencesIn(type: Type): string[] {
  return type.kind === "reference" ? [type.name] : partsOf(type).flatMap(referencesIn);
}

/** The same type with its references renamed. */
export function rename(type: Type, nameOf: (key: string) => string): Type {
  if (type.kind === "reference") return { kind: "reference", name: nameOf(type.name) };
  return mapParts(type, (part) => rename(part, nameOf));
}

/** The names by which one gets back to where one was (Kosaraju's strongly connected components). */
export function namesInCycles(edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reversed = new Map<string, string[]>([...edges.keys()].map((name) => [name, []]));
  for (const [name, targets] of edges) for (const target of targets) reversed.get(target)?.push(name);
  const found = new Set<string>();
  const assigned = new Set<string>();
  for (const name of inOrderOfUse(edges).reverse()) {
    const component = finished(name, reversed, assigned);
    const isCycle = component.length > 1 || edges.get(name)?.includes(name);
    if (isCycle) for (const member of component) found.add(member);
  }
  return found;
}

/** The names, those in `found` among them, from which one gets to one of these. */
export function namesLeadingTo(
  found: Iterable<string>,
  edges: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const users = new Map<string, string[]>();
  for (const [name, targets] of edges) {
    for (const target of targets) {
      const known = users.get(target);
      if (known) known.push(name);
      else users.set(target, [name]);
    }
  }
  const all = new Set(found);
  // What is added to a set is still come to while it is gone through.
  for (const name of all) for (const user of users.get(name) ?? []) all.add(user);
  return all;
}

/** The names, each behind those that it refers to as far as that can be. */
export function inOrderOfUse(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const seen = new Set<string>();
  return [...edges.keys()].flatMap((name) => finished(name, edges, seen)).filter((name) => edges.has(name));
}

/** How many names in a row refer to each other, by the name that they begin with. None may lead back to itself. */
export function lengthsOfChains(edges: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const name of inOrderOfUse(edges)) {
    const behind = (edges.get(name) ?? []).map((target) => lengths.get(target) ?? 0);
    lengths.set(name, 1 + behind.reduce((most, one) => Math.max(most, one), 0));
  }
  return lengths;
}

/** What can be reached from `start` and has not been seen, each behind all that is reached from it only. */
function finished(start: string, edges: ReadonlyMap<string, readonly string[]>, seen: Set<string>): string[] {
  if (seen.has(start)) return [];
  const found: string[] = [];
  const path = [{ name: start, next: 0 }];
  seen.add(start);
  for (let last = path.at(-1); last; last = path.at(-1)) {
    const target = edges.get(last.name)?.[last.next++];
    if (target === undefined) {
      found.push(last.name);
      path.pop();
    } else if (!seen.has(target)) {
      seen.add(target);
      path.push({ name: target, next: 0 });
    }
  }
  return found;
}
