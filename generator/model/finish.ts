import type { Definition, Kind, ObjectType, Property, Type } from "./types.js";

/** Looks up what a reference stands for. */
export type Resolve = (name: string) => Type;

/**
 * The same type in its simplest form: unions flat, without members that say nothing new, with the tag
 * that tells their objects apart; objects without any declared property free-form.
 */
export function simplify(type: Type, resolve: Resolve): Type {
  const simple = (inner: Type) => simplify(inner, resolve);
  switch (type.kind) {
    case "array":
      return { ...type, prefix: type.prefix.map(simple), items: simple(type.items) };
    case "object": {
      const properties = type.properties
        .map((property): Property => ({ ...property, type: simple(property.type) }))
        .filter(({ isRequired, type: inner }) => isRequired || inner.kind !== "never");
      const others = typeof type.others === "string" ? type.others : simple(type.others);
      const isFreeForm = properties.length === 0 && others === "ignored";
      return { kind: "object", properties, others: isFreeForm ? { kind: "unknown" } : others };
    }
    case "union":
      return simplifyUnion(type.members.map(simple), type.isExclusive, resolve);
    default:
      return type;
  }
}

function simplifyUnion(members: readonly Type[], isExclusive: boolean, resolve: Resolve): Type {
  const possible = members.filter(({ kind }) => kind !== "never");
  const tag = tagOf(possible, resolve);
  const mustCount = isExclusive && !areDisjoint(possible, tag !== undefined, resolve);
  const flat = mustCount
    ? possible
    : possible.flatMap((member) =>
        member.kind === "union" && !member.isExclusive ? member.members : [member],
      );
  const distinct = mustCount ? flat : [...new Map(flat.map((member) => [identity(member), member])).values()];
  const [only] = distinct;
  if (!only) return { kind: "never" };
  if (distinct.length === 1) return only;
  if (!mustCount && isEverything(distinct)) return { kind: "unknown" };
  return { kind: "union", members: distinct, isExclusive: mustCount, ...(tag === undefined ? {} : { tag }) };
}

/** The property that each object member requires with a constant of its own, where there are several. */
function tagOf(members: readonly Type[], resolve: Resolve): string | undefined {
  const objects = members.flatMap((member) => objectsOf(member, resolve));
  if (objects.length < 2) return undefined;
  const [first] = objects as [ObjectType];
  return first.properties
    .map(({ name }) => name)
    .find((name) => {
      const kinds = objects.map((object) => kindIn(object, name));
      return !kinds.includes(undefined) && new Set(kinds).size === kinds.length;
    });
}

/** The kind that an object has under `tag`, where it is one of a tagged union. */
export function kindIn(object: ObjectType, tag: string): Kind | undefined {
  const property = object.properties.find(({ name }) => name === tag);
  if (!property?.isRequired || property.type.kind !== "literal") return undefined;
  const { value } = property.type;
  return typeof value === "string" || Number.isSafeInteger(value) ? (value as Kind) : undefined;
}

/** The objects among the values of a type, each as a type. */
export function objectsOf(type: Type, resolve: Resolve, seen: readonly string[] = []): ObjectType[] {
  if (type.kind === "object") return [type];
  if (type.kind === "union") return type.members.flatMap((member) => objectsOf(member, resolve, seen));
  if (type.kind !== "reference" || seen.includes(type.name)) return [];
  return objectsOf(resolve(type.name), resolve, [...seen, type.name]);
}

/** Whether it is certain that no value fits two of `members`. */
function areDisjoint(members: readonly Type[], hasTag: boolean, resolve: Resolve): boolean {
  if (members.length < 2) return true;
  const seen = new Map<string, Set<unknown>>();
  for (const leaf of members.flatMap((member) => leavesOf(member, resolve))) {
    const jsonType = jsonTypeOf(leaf);
    if (jsonType === "any") return false;
    if (jsonType === "object" && hasTag) continue;
    const literals = seen.get(jsonType);
    const value = leaf.kind === "literal" && typeof leaf.value !== "object" ? leaf.value : undefined;
    // An empty set stands for all values of the JSON type.
    const isNew = value !== undefined && literals?.size !== 0 && !literals?.has(value);
    if (literals && !isNew) return false;
    seen.set(jsonType, value === undefined ? new Set() : (literals ?? new Set()).add(value));
  }
  return true;
}

/** The types that a type comes down to, references followed and unions taken apart. */
export function leavesOf(type: Type, resolve: Resolve, seen: readonly string[] = []): Type[] {
  if (type.kind === "union") return type.members.flatMap((member) => leavesOf(member, resolve, seen));
  if (type.kind !== "reference") return [type];
  if (seen.includes(type.name)) return [];
  return leavesOf(resolve(type.name), resolve, [...seen, type.name]);
}

/** The JSON type that all values of a leaf have; `any` where they have several. */
export function jsonTypeOf(leaf: Type): string {
  switch (leaf.kind) {
    case "literal":
      if (leaf.value === null) return "null";
      if (Array.isArray(leaf.value)) return "array";
      return typeof leaf.value === "bigint" ? "number" : typeof leaf.value;
    case "bigint":
      return "number";
    case "unknown":
    case "never":
    case "union":
    case "reference":
      return "any";
    default:
      return leaf.kind;
  }
}

function isEverything(members: readonly Type[]): boolean {
  if (members.some(({ kind }) => kind === "unknown")) return true;
  const free = members.filter((member) => {
    switch (member.kind) {
      case "null":
      case "boolean":
        return true;
      case "string":
        return (
          member.patterns.length === 0 && member.minLength === undefined && member.maxLength === undefined
        );
      case "number":
        return Object.keys(member).length === 2 && !member.isInteger;
      case "array":
        return (
          member.prefix.length === 0 &&
          member.items.kind === "unknown" &&
          !member.minItems &&
          member.maxItems === undefined
        );
      case "object":
        return (
          member.properties.length === 0 &&
          typeof member.others !== "string" &&
          member.others.kind === "unknown"
        );
      default:
        return false;
    }
  });
  return new Set(free.map(({ kind }) => kind)).size === 6;
}

/** A text that two types share only where they are the same. */
function identity(type: Type): string {
  return JSON.stringify(type, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
}

/** The object with its tag in front, where canonical text has it. */
export function tagFirst(type: Type, tag: string): Type {
  if (type.kind === "union") return { ...type, members: type.members.map((member) => tagFirst(member, tag)) };
  if (type.kind !== "object") return type;
  const first = type.properties.filter(({ name }) => name === tag);
  return { ...type, properties: [...first, ...type.properties.filter(({ name }) => name !== tag)] };
}

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
