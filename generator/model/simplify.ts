import type { ObjectType, Property, Type } from "./types.js";
import { jsonTypeOf, kindIn, leavesOf, objectsOf, type Resolve } from "./values.js";

/**
 * The same type in its simplest form: unions flat, without members that say nothing new, with the tag
 * that tells their objects apart.
 */
export function simplify(type: Type, resolve: Resolve): Type {
  const simple = (inner: Type) => simplify(inner, resolve);
  switch (type.kind) {
    case "array":
      return { ...type, prefix: type.prefix.map(simple), items: simple(type.items) };
    case "object": {
      const all = type.properties.map((property): Property => ({ ...property, type: simple(property.type) }));
      // A property that must not be there needs no mention where no other may be there either.
      const isMentioned = ({ isRequired, type: inner }: Property) => isRequired || inner.kind !== "never";
      const properties = type.others === "forbidden" ? all.filter(isMentioned) : all;
      const others = typeof type.others === "string" ? type.others : simple(type.others);
      return { kind: "object", properties, others };
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
export function tagOf(members: readonly Type[], resolve: Resolve): string | undefined {
  const objects = members.flatMap((member) => objectsOf(member, resolve));
  const isTaggable = ({ kind, ...leaf }: Type) =>
    kind !== "unknown" && !("value" in leaf && typeof leaf.value === "object");
  const leaves = members.flatMap((member) => leavesOf(member, resolve));
  if (objects.length < 2 || !leaves.every(isTaggable)) return undefined;
  const [first] = objects as [ObjectType];
  return first.properties
    .map(({ name }) => name)
    .find((name) => {
      const kinds = objects.map((object) => kindIn(object, name));
      return !kinds.includes(undefined) && new Set(kinds).size === kinds.length;
    });
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
