import type { Kind, ObjectType, Type } from "./types.js";

/** Looks up what a reference stands for. */
export type Resolve = (name: string) => Type;

/** The objects among the values of a type, each as a type. */
export function objectsOf(type: Type, resolve: Resolve): ObjectType[] {
  return leavesOf(type, resolve).filter((leaf) => leaf.kind === "object");
}

/**
 * The types that a type comes down to, references followed, unions taken apart, rules left out. What is referred to
 * more than once is there once.
 */
export function leavesOf(type: Type, resolve: Resolve, seen: Set<string> = new Set()): Type[] {
  if (type.kind === "union") return type.members.flatMap((member) => leavesOf(member, resolve, seen));
  if (type.kind === "constrained") return leavesOf(type.type, resolve, seen);
  if (type.kind !== "reference") return [type];
  if (seen.has(type.name)) return [];
  seen.add(type.name);
  return leavesOf(resolve(type.name), resolve, seen);
}

/** The type that has all values of a type, where that is a shape with rules. */
export function bodyOf(type: Type): Type {
  return type.kind === "constrained" ? type.type : type;
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
    case "constrained":
    case "reference":
      return "any";
    default:
      return leaf.kind;
  }
}

/** The kind that an object has under `tag`, where that is a required constant. */
export function kindIn(object: ObjectType, tag: string, isOptionalToo = false): Kind | undefined {
  const property = object.properties.find(({ name }) => name === tag);
  if (property?.type.kind !== "literal" || !(property.isRequired || isOptionalToo)) return undefined;
  const { value } = property.type;
  return typeof value === "string" || Number.isSafeInteger(value) ? (value as Kind) : undefined;
}
