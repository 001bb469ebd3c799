import type { Kind, Type, UnionType } from "../model/types.js";
import { jsonTypeOf, kindIn, leavesOf, type Resolve } from "../model/values.js";

/**
 * The members of a tagged union by their kinds: references to definitions, or objects in place.
 *
 * Where a member is a definition that is a union itself, its kinds lead to that definition, unless they are
 * definitions of their own.
 */
export function membersByKind(type: Type, tag: string, resolve: Resolve): [Kind, Type][] {
  // What two unions share stands in a union of both twice.
  return [...new Map(taggedMembers(type, tag, resolve))];
}

function taggedMembers(type: Type, tag: string, resolve: Resolve): [Kind, Type][] {
  if (type.kind === "union") return type.members.flatMap((member) => taggedMembers(member, tag, resolve));
  const body = type.kind === "reference" ? resolve(type.name) : type;
  const shape = body.kind === "constrained" ? body.type : body;
  if (shape.kind === "object") {
    const kind = kindIn(shape, tag);
    return kind === undefined ? [] : [[kind, type]];
  }
  if (body.kind === "constrained") {
    return taggedMembers(shape, tag, resolve).map(([kind]) => [kind, type]);
  }
  if (body.kind !== "union" && body.kind !== "reference") return [];
  return taggedMembers(body, tag, resolve).map(([kind, inner]) => [
    kind,
    inner.kind === "reference" ? inner : type,
  ]);
}

/** The members of a union by the JSON type of their values; one that has values of several types is in each. */
export function membersByJsonType(union: UnionType, resolve: Resolve): Map<string, Type[]> {
  const groups = new Map<string, Type[]>();
  for (const member of union.members) {
    for (const jsonType of jsonTypesOf(member, resolve)) {
      groups.set(jsonType, [...(groups.get(jsonType) ?? []), member]);
    }
  }
  return groups;
}

/** The JSON types that the values of a type have. */
export function jsonTypesOf(type: Type, resolve: Resolve): Set<string> {
  const found = leavesOf(type, resolve).map(jsonTypeOf);
  return new Set(found.includes("any") ? ["null", "boolean", "string", "number", "array", "object"] : found);
}
