import type { Type } from "../../model/types.js";

/** Looks up what a reference stands for. */
export type Resolve = (name: string) => Type;

/** What a type comes down to in languages that tell types apart by how their values look in JSON. */
export interface Shape {
  readonly isAny: boolean;
  readonly isNullable: boolean;
  readonly hasBoolean: boolean;
  readonly integer?: "int64" | "uint64";
  readonly hasDouble: boolean;
  /** `text` for any string, else the strings that there are. */
  readonly strings?: "text" | readonly string[];
  /** The types of the elements, of all arrays taken together. */
  readonly elements?: readonly Type[];
  /** The objects, references to definitions as such. */
  readonly objects: readonly Type[];
}

/** How many types of JSON there are in a shape, null not counted. */
export function countOf({ hasBoolean, integer, hasDouble, strings, elements, objects }: Shape): number {
  const parts = [hasBoolean, integer, hasDouble, strings, elements, objects.length > 0];
  return parts.filter((part) => part !== undefined && part !== false).length;
}

/** Takes types apart that one place may have. */
export function shapeOf(types: readonly Type[], resolve: Resolve): Shape {
  const seen = new Set<string>();
  const leaves = types.flatMap((type) => leavesOf(type, resolve, seen));
  const strings = leaves.flatMap((leaf) =>
    leaf.kind === "string"
      ? [undefined]
      : leaf.kind === "literal" && typeof leaf.value === "string"
        ? [leaf.value]
        : [],
  );
  const texts = strings.filter((text) => text !== undefined);
  const elements = leaves.flatMap((leaf) =>
    leaf.kind === "array" ? elementsOf(leaf) : literalOf(leaf, "array"),
  );
  const isUnsigned = leaves.some((leaf) => leaf.kind === "bigint" && leaf.maximum > 2n ** 63n - 1n);
  return {
    isAny: leaves.length === 0 || leaves.some(({ kind }) => kind === "unknown"),
    isNullable: leaves.some(
      (leaf) => leaf.kind === "null" || (leaf.kind === "literal" && leaf.value === null),
    ),
    hasBoolean: leaves.some((leaf) => leaf.kind === "boolean" || literalOf(leaf, "boolean").length > 0),
    ...(leaves.some(isInteger) ? { integer: isUnsigned ? "uint64" : "int64" } : {}),
    hasDouble: leaves.some((leaf) => (leaf.kind === "number" && !leaf.isInteger) || isFraction(leaf)),
    ...(strings.length === 0
      ? {}
      : { strings: texts.length < strings.length ? "text" : [...new Set(texts)] }),
    ...(leaves.some((leaf) => leaf.kind === "array" || literalOf(leaf, "array").length > 0)
      ? { elements }
      : {}),
    objects: leaves.filter((leaf) => isObject(leaf) || literalOf(leaf, "object").length > 0),
  };
}

/** The types of a union, references to objects left as they are; what is referred to more than once is there once. */
function leavesOf(type: Type, resolve: Resolve, seen: Set<string>): Type[] {
  if (type.kind === "never") return [];
  if (type.kind === "union") return type.members.flatMap((member) => leavesOf(member, resolve, seen));
  if (type.kind === "constrained") return leavesOf(type.type, resolve, seen);
  if (type.kind !== "reference") return [type];
  if (seen.has(type.name)) return [];
  seen.add(type.name);
  const target = resolve(type.name);
  const body = target.kind === "constrained" ? target.type : target;
  return body.kind === "object" ? [type] : leavesOf(body, resolve, seen);
}

function isObject({ kind }: Type): boolean {
  return kind === "object" || kind === "reference";
}

function isInteger(leaf: Type): boolean {
  if (leaf.kind === "literal") return typeof leaf.value === "bigint" || Number.isInteger(leaf.value);
  return leaf.kind === "bigint" || (leaf.kind === "number" && leaf.isInteger);
}

function isFraction(leaf: Type): boolean {
  return leaf.kind === "literal" && typeof leaf.value === "number" && !Number.isInteger(leaf.value);
}

/** The type itself where it is a constant of a type of JSON, as anything of that type. */
function literalOf(leaf: Type, type: "array" | "boolean" | "object"): Type[] {
  if (leaf.kind !== "literal" || leaf.value === null) return [];
  const found = Array.isArray(leaf.value) ? "array" : typeof leaf.value;
  return found === type ? [{ kind: "unknown" }] : [];
}

function elementsOf({ prefix, items }: Extract<Type, { kind: "array" }>): Type[] {
  return [...prefix, ...(items.kind === "never" ? [] : [items])];
}
