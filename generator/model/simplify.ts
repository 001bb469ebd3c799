import { constrain, isEmpty, isWhole } from "./constrain.js";
import { mapParts } from "./parts.js";
import type { ObjectType, Property, Type } from "./types.js";
import { jsonTypeOf, kindIn, leavesOf, objectsOf, type Resolve } from "./values.js";

/**
 * The same type in its simplest form: unions flat, without members that say nothing new, with the tag
 * that tells their objects apart.
 */
export function simplify(type: Type, resolve: Resolve): Type {
  const simple = mapParts(type, (part) => simplify(part, resolve));
  switch (simple.kind) {
    case "array": {
      const { isSilent, ...array } = simple;
      return array;
    }
    case "object": {
      const { isSilent, ...object } = simple;
      // A property that must not be there needs no mention where no other may be there either.
      const isMentioned = ({ isRequired, type: inner }: Property) => isRequired || inner.kind !== "never";
      const isClosed = object.others === "forbidden" && object.patterns === undefined;
      return isClosed ? { ...object, properties: object.properties.filter(isMentioned) } : object;
    }
    case "union":
      return simplifyUnion(simple.members, simple.isExclusive, resolve);
    case "constrained":
      return constrain(
        simple.type,
        simple.rules.filter((rule) => !isEmpty(rule)),
        resolve,
      );
    default:
      return simple;
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
  return new Set(members.filter(isWhole).map(({ kind }) => kind)).size === 6;
}

/** A text that two types share only where they are the same. */
function identity(type: Type): string {
  return JSON.stringify(type, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
}

/** The object with its tag in front, where canonical text has it. */
export function tagFirst(type: Type, tag: string): Type {
  if (type.kind === "union") return { ...type, members: type.members.map((member) => tagFirst(member, tag)) };
  if (type.kind === "constrained") return { ...type, type: tagFirst(type.type, tag) };
  if (type.kind !== "object") return type;
  const first = type.properties.filter(({ name }) => name === tag);
  return { ...type, properties: [...first, ...type.properties.filter(({ name }) => name !== tag)] };
}
