import { partsOf } from "./parts.js";
import type { ObjectType, Rule, Type } from "./types.js";
import { objectsOf, type Resolve } from "./values.js";

/**
 * Whether a value of the type may stop being one when fields are left out that no shape declares, as the encoder
 * does it: whether something is asked of the value that such fields have a part in.
 */
export function isIndivisible(type: Type, resolve: Resolve): boolean {
  switch (type.kind) {
    case "array":
      return type.isUnique === true && !isFree(type.items, resolve);
    case "object":
      return type.minProperties !== undefined && type.others === "ignored";
    case "union":
      return (
        type.isExclusive && type.members.some((member) => asksMore(member, namesIn(type, resolve), resolve))
      );
    case "constrained": {
      const names = namesIn(type, resolve);
      return (
        isIndivisible(type.type, resolve) || type.rules.some((rule) => ruleAsksMore(rule, names, resolve))
      );
    }
    default:
      return false;
  }
}

/** The names of the properties that the objects among the values of a type declare. */
export function namesIn(type: Type, resolve: Resolve): Set<string> {
  return new Set(objectsOf(type, resolve).flatMap(({ properties }) => properties.map(({ name }) => name)));
}

function ruleAsksMore(rule: Rule, names: ReadonlySet<string>, resolve: Resolve): boolean {
  switch (rule.is) {
    case "unevaluatedProperties":
    case "unevaluatedItems":
      return true;
    case "contains":
      return !isFree(rule.type, resolve);
    case "if":
      return [rule.condition, rule.consequent, rule.alternative].some((type) =>
        asksMore(type, names, resolve),
      );
    default:
      return asksMore(rule.type, names, resolve);
  }
}

/**
 * Whether a type asks something of fields that have none of these names, or of fields further in.
 *
 * @param seen - the definitions that have been looked at, and need not be again.
 */
function asksMore(
  type: Type,
  names: ReadonlySet<string>,
  resolve: Resolve,
  seen: Set<string> = new Set(),
): boolean {
  switch (type.kind) {
    case "object":
      return (
        asksOfOthers(type) ||
        type.properties.some(({ name, type: inner }) => !names.has(name) || !isFree(inner, resolve))
      );
    case "array":
      return !isFree(type, resolve);
    case "constrained":
      return true;
    case "union":
      return type.members.some((member) => asksMore(member, names, resolve, seen));
    case "reference":
      if (seen.has(type.name)) return false;
      seen.add(type.name);
      return asksMore(resolve(type.name), names, resolve, seen);
    default:
      return false;
  }
}

/**
 * Whether nothing is asked of the fields of any object in the values of a type.
 *
 * @param known - the answers for definitions; one that contains itself is not free.
 */
function isFree(type: Type, resolve: Resolve, known: Map<string, boolean> = new Map()): boolean {
  switch (type.kind) {
    case "object":
      return type.properties.length === 0 && !asksOfOthers(type);
    case "constrained":
      return false;
    case "reference": {
      const before = known.get(type.name);
      if (before !== undefined) return before;
      known.set(type.name, false);
      const answer = isFree(resolve(type.name), resolve, known);
      known.set(type.name, answer);
      return answer;
    }
    default:
      return partsOf(type).every((part) => isFree(part, resolve, known));
  }
}

/** Whether an object asks something of fields that it does not declare. */
function asksOfOthers(type: ObjectType): boolean {
  const { patterns, names, others, minProperties, maxProperties, dependencies } = type;
  const isOpen = others === "ignored" || (typeof others !== "string" && others.kind === "unknown");
  return !isOpen || (patterns ?? names ?? minProperties ?? maxProperties ?? dependencies) !== undefined;
}

/** A type without rules, where leaving out what is not declared breaks none, and no rule declares more. */
export function writtenType(type: Type, resolve: Resolve): Type {
  if (type.kind !== "constrained" || isIndivisible(type, resolve)) return type;
  const declaresMore = type.rules.some(
    (rule) => rule.is === "fits" && objectsOf(rule.type, resolve).length > 0,
  );
  return declaresMore ? type : type.type;
}
