import { isMultipleOf } from "../runtime/number.js";
import { predicateOf } from "./formats.js";
import type { Json, NumberType, Rule, Type } from "./types.js";
import type { Resolve } from "./values.js";

/** A value of JSON that has no parts. */
export type Primitive = null | boolean | number | bigint | string;

/** Whether a value has no parts. */
export function isPrimitive(value: Json): value is Primitive {
  return typeof value !== "object" || value === null;
}

/**
 * Whether a constant of the schema is one of the values of `type`.
 *
 * @param known - the answers for definitions: each is asked once, and one that asks itself says yes to that.
 */
export function accepts(
  type: Type,
  value: Primitive,
  resolve: Resolve,
  known: Map<string, boolean> = new Map(),
): boolean {
  switch (type.kind) {
    case "unknown":
      return true;
    case "never":
    case "array":
    case "object":
      return false;
    case "null":
      return value === null;
    case "boolean":
      return typeof value === "boolean";
    case "string": {
      if (typeof value !== "string") return false;
      const length = [...value].length;
      return (
        length >= (type.minLength ?? 0) &&
        length <= (type.maxLength ?? Number.POSITIVE_INFINITY) &&
        type.patterns.every((pattern) => new RegExp(pattern, "u").test(value)) &&
        (type.formats ?? []).every((format) => predicateOf(format)(value))
      );
    }
    case "number":
      return (
        (typeof value === "number" || typeof value === "bigint") &&
        (!type.isInteger || Number.isInteger(value) || typeof value === "bigint") &&
        isWithin(type, value)
      );
    case "bigint":
      return (
        (typeof value === "bigint" || Number.isInteger(value)) &&
        (value as number | bigint) >= type.minimum &&
        (value as number | bigint) <= type.maximum &&
        isMultipleOfAll(value as number | bigint, type.multipleOf)
      );
    case "literal":
      return isSame(type.value, value);
    case "union": {
      const count = type.members.filter((member) => accepts(member, value, resolve, known)).length;
      return type.isExclusive ? count === 1 : count > 0;
    }
    case "constrained":
      return (
        accepts(type.type, value, resolve, known) &&
        type.rules.every((rule) => acceptsUnder(rule, value, resolve, known))
      );
    case "reference": {
      const before = known.get(type.name);
      if (before !== undefined) return before;
      known.set(type.name, true);
      const answer = accepts(resolve(type.name), value, resolve, known);
      known.set(type.name, answer);
      return answer;
    }
  }
}

/** Whether a constant keeps a rule. */
export function acceptsUnder(
  rule: Rule,
  value: Primitive,
  resolve: Resolve,
  known: Map<string, boolean> = new Map(),
): boolean {
  const fits = (type: Type) => accepts(type, value, resolve, known);
  switch (rule.is) {
    case "fits":
      return fits(rule.type);
    case "not":
      return !fits(rule.type);
    case "if":
      return fits(fits(rule.condition) ? rule.consequent : rule.alternative);
    default:
      return true; // speaks of objects or arrays
  }
}

function isWithin(type: NumberType, value: number | bigint): boolean {
  return (
    value >= (type.minimum ?? Number.NEGATIVE_INFINITY) &&
    value > (type.exclusiveMinimum ?? Number.NEGATIVE_INFINITY) &&
    value <= (type.maximum ?? Number.POSITIVE_INFINITY) &&
    value < (type.exclusiveMaximum ?? Number.POSITIVE_INFINITY) &&
    isMultipleOfAll(value, type.multipleOf)
  );
}

function isMultipleOfAll(value: number | bigint, divisors: readonly number[] = []): boolean {
  return divisors.every((divisor) => isMultipleOf(value, divisor));
}

/** Equality of JSON values (Core §4.2.2). */
export function isSame(a: Json, b: Json): boolean {
  return a === b || canonical(a) === canonical(b);
}

function canonical(value: Json): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return Number.isInteger(value) ? String(BigInt(value)) : String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.sort().join()}}`;
}
