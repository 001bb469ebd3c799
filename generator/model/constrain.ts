import { acceptsUnder, isPrimitive } from "./accepts.js";
import { anything, everything, nothing, union } from "./basic.js";
import type { Rule, Type } from "./types.js";
import { jsonTypeOf, leavesOf, type Resolve } from "./values.js";

/** The values of a type that keep rules, in the simplest form: what a rule says of a type as a whole is said at once. */
export function constrain(type: Type, rules: readonly Rule[], resolve: Resolve): Type {
  if (type.kind === "constrained") return constrain(type.type, [...type.rules, ...rules], resolve);
  if (type.kind === "never" || rules.length === 0) return type;
  if (type.kind === "null" || (type.kind === "literal" && isPrimitive(type.value))) {
    const value = type.kind === "null" ? null : type.value;
    return rules.every((rule) => isPrimitive(value) && acceptsUnder(rule, value, resolve)) ? type : nothing;
  }
  const left: Rule[] = [];
  let base: Type = type;
  for (const rule of rules) {
    const without: Type | undefined =
      rule.is === "not" ? withoutJsonTypes(base, rule.type, resolve) : undefined;
    if (without) base = without;
    else left.push(rule);
  }
  if (base.kind === "union" && !base.isExclusive) {
    const possible = base.members.filter(isPossible(left, resolve));
    if (possible.length < base.members.length) base = union(possible);
  }
  if (base !== type) return constrain(base, left, resolve);
  return left.length === 0 ? type : { kind: "constrained", type, rules: left };
}

/** Whether a member of a union may keep the rules, as far as that can be told of constants. */
function isPossible(rules: readonly Rule[], resolve: Resolve): (member: Type) => boolean {
  return (member) =>
    (member.kind !== "literal" && member.kind !== "null") ||
    constrain(member, rules, resolve).kind !== "never";
}

/** Whether a rule says nothing: it may still have evaluated something, which counts until all is read. */
export function isEmpty(rule: Rule): boolean {
  switch (rule.is) {
    case "not":
      return rule.type.kind === "never";
    case "if":
      return rule.consequent.kind === "unknown" && rule.alternative.kind === "unknown";
    case "contains":
      return rule.minimum === 0 && rule.maximum === undefined;
    case "unevaluatedProperties":
    case "unevaluatedItems":
      return rule.type.kind === "unknown";
    case "fits":
      return rule.type.kind === "unknown";
  }
}

/** The type without the values of whole JSON types, where that is all that `excluded` has. */
function withoutJsonTypes(type: Type, excluded: Type, resolve: Resolve): Type | undefined {
  if (excluded.kind === "unknown") return nothing;
  const gone = wholeJsonTypes(excluded);
  if (!gone || type.kind === "reference") return undefined;
  const all = type.kind === "unknown" ? everything(anything) : type;
  const members = all.kind === "union" && !all.isExclusive ? all.members : [all];
  if (members.some((member) => isMixed(member, gone, resolve))) return undefined;
  return union(
    members.filter((member) => !leavesOf(member, resolve).some((leaf) => gone.has(jsonTypeOf(leaf)))),
  );
}

/** The JSON types that a type has all values of, where it has no others. */
function wholeJsonTypes(type: Type): Set<string> | undefined {
  const members = type.kind === "union" && !type.isExclusive ? type.members : [type];
  return members.every(isWhole) ? new Set(members.map(jsonTypeOf)) : undefined;
}

/** Whether some values of a type are of the JSON types, but not all. */
function isMixed(type: Type, jsonTypes: ReadonlySet<string>, resolve: Resolve): boolean {
  const leaves = leavesOf(type, resolve).map(jsonTypeOf);
  return leaves.includes("any") || new Set(leaves.map((leaf) => jsonTypes.has(leaf))).size > 1;
}

/** Whether a type has all values of one JSON type. */
export function isWhole(type: Type): boolean {
  switch (type.kind) {
    case "null":
    case "boolean":
      return true;
    case "string":
      return (
        type.patterns.length === 0 &&
        type.minLength === undefined &&
        type.maxLength === undefined &&
        type.formats === undefined
      );
    case "number":
      return Object.keys(type).length === 2 && !type.isInteger;
    case "array":
      return (
        type.prefix.length === 0 &&
        type.items.kind === "unknown" &&
        type.minItems === 0 &&
        type.maxItems === undefined &&
        !type.isUnique
      );
    case "object":
      return (
        type.properties.length === 0 &&
        typeof type.others !== "string" &&
        type.others.kind === "unknown" &&
        type.patterns === undefined &&
        type.names === undefined &&
        type.minProperties === undefined &&
        type.maxProperties === undefined &&
        type.dependencies === undefined
      );
    default:
      return false;
  }
}
