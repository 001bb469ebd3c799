import type { Definition, Type, UnionType } from "./types.js";

/** The names that a type refers to, in the order in which they come. */
export function referencesIn(type: Type): string[] {
  switch (type.kind) {
    case "reference":
      return [type.name];
    case "array":
      return [...type.prefix, type.items].flatMap(referencesIn);
    case "object":
      return [
        ...type.properties.flatMap((property) => referencesIn(property.type)),
        ...(typeof type.others === "string" ? [] : referencesIn(type.others)),
      ];
    case "union":
      return type.members.flatMap(referencesIn);
    default:
      return [];
  }
}

/** The unions in a type, itself among them. */
export function unionsIn(type: Type): UnionType[] {
  switch (type.kind) {
    case "array":
      return [...type.prefix, type.items].flatMap(unionsIn);
    case "object": {
      const inside = type.properties.flatMap((property) => unionsIn(property.type));
      return typeof type.others === "string" ? inside : [...inside, ...unionsIn(type.others)];
    }
    case "union":
      return [type, ...type.members.flatMap(unionsIn)];
    default:
      return [];
  }
}

/** The same type with its references renamed. */
export function rename(type: Type, nameOf: (key: string) => string): Type {
  const renamed = (inner: Type) => rename(inner, nameOf);
  switch (type.kind) {
    case "reference":
      return { kind: "reference", name: nameOf(type.name) };
    case "array":
      return { ...type, prefix: type.prefix.map(renamed), items: renamed(type.items) };
    case "object":
      return {
        ...type,
        properties: type.properties.map((property) => ({ ...property, type: renamed(property.type) })),
        others: typeof type.others === "string" ? type.others : renamed(type.others),
      };
    case "union":
      return { ...type, members: type.members.map(renamed) };
    default:
      return type;
  }
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
