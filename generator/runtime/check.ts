import { isUnique } from "./equal.js";
import { hasOwn, isObject, isPlain, lengthOf, own, sizeOf } from "./guard.js";
import { MAX_DEPTH } from "./limits.js";
import { isMultipleOf } from "./number.js";
import { type CheckReport, describe, show, type ValueCheck } from "./report.js";

/**
 * Limits of a number; `exclusiveMinimum` and `exclusiveMaximum` are not part of the range, and it must be a
 * whole multiple of each of `multipleOf`.
 */
export interface NumberRange<T> {
  readonly minimum?: T;
  readonly exclusiveMinimum?: T;
  readonly maximum?: T;
  readonly exclusiveMaximum?: T;
  readonly multipleOf?: readonly number[];
}

/** Limits of a string: its length in Unicode code points, and patterns that it must match. */
export interface TextLimits {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly patterns?: readonly RegExp[];
  /** Formats by name, each with what tells whether a text fits it (Validation §7). */
  readonly formats?: readonly (readonly [name: string, fits: (text: string) => boolean])[];
}

/** Limits of the number of elements of an array, and whether no two may be the same. */
export interface ItemLimits {
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly isUnique?: boolean;
}

/** What is asked of the properties of an object beside those that are declared. */
export interface ObjectLimits {
  /** The checks of properties whose names match a pattern. */
  readonly patterns?: readonly (readonly [pattern: RegExp, check: ValueCheck])[];
  /** The check of every name. */
  readonly names?: ValueCheck;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** What must be there where another property is. */
  readonly dependencies?: readonly (readonly [name: string, requires: readonly string[]])[];
}

/** What an object has under one name: a check, or one that holds only where the property is there. */
export type FieldCheck = ValueCheck | { readonly optional: ValueCheck };

const LONE_SURROGATE = /\p{Surrogate}/u;
const SAFE_INTEGER = "`integer` within ±(2^53 - 1)";

/** Accepts nothing. */
export const never: ValueCheck = (value, report) => report.mismatch("nothing", value);

/** Accepts any JSON value. */
export const json: ValueCheck = (value, report) => {
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "string") return anyString(value, report);
  if (isBeyondSafe(value, report)) return report.unencodable(SAFE_INTEGER, String(value));
  if (typeof value === "number" || typeof value === "bigint") return anyNumber(value, report);
  if (Array.isArray(value)) return anyArray(value, report);
  if (isObject(value)) return anyRecord(value, report);
  report.unencodable("a JSON value", `\`${describe(value)}\``);
};

/** Accepts `null`. */
export const isNull: ValueCheck = (value, report) => {
  if (value !== null) report.mismatch("`null`", value);
};

/** Accepts `true` and `false`. */
export const boolean: ValueCheck = (value, report) => {
  if (typeof value !== "boolean") report.mismatch("`boolean`", value);
};

/** Accepts strings within `limits` (Validation §6.3). */
export function string(limits: TextLimits = {}): ValueCheck {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, patterns = [], formats = [] } = limits;
  return (value, report) => {
    if (typeof value !== "string") return report.mismatch("`string`", value);
    if (report.direction !== "question" && LONE_SURROGATE.test(value)) {
      report.unencodable("well-formed Unicode", "a lone surrogate");
    }
    if (minLength > 0 || maxLength < value.length) {
      const length = lengthOf(value);
      if (length < minLength) outOfBounds(report, "`string` of length", ">=", minLength, length);
      // Its length is what bounds the time that patterns may take: they are not for a string that is too long.
      if (length > maxLength) return outOfBounds(report, "`string` of length", "<=", maxLength, length);
    }
    for (const pattern of patterns) {
      if (pattern.test(value)) continue;
      const expected = `\`string\` matching ${pattern.source}`;
      report.add(expected, show(value), `Expected ${expected}`);
    }
    for (const [name, fits] of formats) {
      if (fits(value)) continue;
      const expected = `\`string\` of format ${name}`;
      report.add(expected, show(value), `Expected ${expected}, got ${show(value)}`);
    }
  };
}

/** A range that inherits nothing, whatever all objects have been given. */
function ownRange<T>(range: NumberRange<T>): NumberRange<T> {
  return Object.assign(Object.create(null), range);
}

/** Accepts finite numbers within the range (Validation §6.2). */
export function number(given: NumberRange<number> = {}): ValueCheck {
  const range = ownRange(given);
  return (found, report) => {
    const value = report.direction === "parsed" && typeof found === "bigint" ? Number(found) : found;
    const isBig = typeof value === "bigint" && report.direction === "question";
    if (typeof value !== "number" && !isBig) return report.mismatch("`number`", value);
    if (!isBig && !Number.isFinite(value)) return report.unencodable("`number`", String(value));
    checkRange("`number`", value, range, report);
  };
}

/** Accepts whole numbers within the range and within what JavaScript's numbers hold exactly. */
export function integer(given: NumberRange<number> = {}): ValueCheck {
  const range = ownRange(given);
  return (value, report) => {
    if (report.direction === "question") return anyInteger(value, range, report);
    if (typeof value === "bigint") return report.unencodable(SAFE_INTEGER, String(value));
    if (typeof value !== "number") return report.mismatch("`integer`", value);
    if (!Number.isFinite(value)) return report.unencodable("`integer`", String(value));
    if (!Number.isInteger(value)) return report.mismatch("`integer`", value);
    if (!Number.isSafeInteger(value)) return report.unencodable(SAFE_INTEGER, String(value));
    checkRange("`integer`", value, range, report);
  };
}

/** Accepts `bigint`s within the range, which has both ends. */
export function bigint(name: "int64" | "uint64", given: NumberRange<bigint>): ValueCheck {
  const range = ownRange(given);
  return (value, report) => {
    if (report.direction === "question") return anyInteger(value, range, report);
    if (report.direction === "parsed" && Number.isSafeInteger(value)) return anyInteger(value, range, report);
    if (typeof value !== "bigint") return report.mismatch(`\`${name}\` (a bigint)`, value);
    checkRange(`\`${name}\``, value, range, report);
  };
}

/** Accepts whole numbers within `range`, however they are held. */
function anyInteger(value: unknown, range: NumberRange<number | bigint>, report: CheckReport): void {
  const isWhole = typeof value === "bigint" || Number.isInteger(value);
  if (isWhole) checkRange("`integer`", value as number | bigint, range, report);
  else report.mismatch("`integer`", value);
}

/** Accepts arrays of which every element passes `items`. */
export function array(items: ValueCheck, limits: ItemLimits = {}): ValueCheck {
  return tuple([], items, limits);
}

/** Accepts arrays whose first elements pass `prefix` one by one, and any others `rest`. */
export function tuple(
  prefix: readonly ValueCheck[],
  rest: ValueCheck = json,
  limits: ItemLimits = {},
): ValueCheck {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, isUnique: mustBeUnique = false } = limits;
  return (value, report) => {
    if (!Array.isArray(value)) return report.mismatch("`array`", value);
    if (value.length < minItems) outOfBounds(report, "`array` of length", ">=", minItems, value.length);
    if (value.length > maxItems) outOfBounds(report, "`array` of length", "<=", maxItems, value.length);
    inside(value, report, () => {
      for (let index = 0; index < value.length && !report.isFull; index++) {
        report.enter(index, value[index], index < prefix.length ? (prefix[index] as ValueCheck) : rest);
      }
      if (mustBeUnique && !isUnique(value)) {
        report.add("unique elements", "equal elements", "Expected unique elements, got two that are equal");
      }
    });
  };
}

/**
 * Accepts objects that have `fields`, and whose other properties pass `others`.
 *
 * @param others - `"ignored"`: they are not looked at; `"forbidden"`: there must be none.
 * @param limits - what is asked beside that (Validation §6.5, Core §10.3.2).
 */
export function object(
  fields: Readonly<Record<string, FieldCheck>>,
  others: ValueCheck | "ignored" | "forbidden" = "ignored",
  limits: ObjectLimits = {},
): ValueCheck {
  const declared = new Map(Object.entries(fields));
  const { patterns = [], names } = limits;
  return (value, report) => {
    if (!isObject(value)) return report.mismatch("`object`", value);
    if (!isPlain(value)) return report.unencodable("plain `object`", "an instance of a class");
    inside(value, report, () => {
      for (const [key, field] of declared) {
        if (report.isFull) return;
        const isOptional = typeof field !== "function";
        const present = hasOwn(value, key) && value[key] !== undefined;
        if (present) report.enter(key, value[key], isOptional ? field.optional : field);
        else if (!isOptional)
          report.add(`field ${key}`, "nothing", `Object missing required field \`${key}\``);
      }
      checkLimits(value, limits, report);
      if (others === "ignored" && patterns.length === 0 && !names) return;
      for (const key of Object.keys(value)) {
        if (report.isFull) return;
        if (names && !report.accepts(names, key)) {
          const message = `Object contains field \`${key}\`, a name that is not allowed`;
          report.add("other names of fields", `field ${key}`, message);
        }
        if (declared.has(key)) continue;
        const matching = patterns.filter(([pattern]) => pattern.test(key));
        if (matching.length > 0) {
          checkKey(key, report);
          const ofAll: ValueCheck = (member) => {
            for (const [, check] of matching) report.ask(check, member);
          };
          report.enter(key, value[key], ofAll);
        } else if (others === "ignored") {
          // Nobody reads it.
        } else if (others === "forbidden") {
          report.add("no other fields", `field ${key}`, `Object contains unknown field \`${key}\``);
        } else {
          checkKey(key, report);
          report.enter(key, value[key], others);
        }
      }
    });
  };
}

/** What limits say of an object as a whole. */
function checkLimits(value: object, limits: ObjectLimits, report: CheckReport): void {
  const { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY, dependencies = [] } = limits;
  if (limits.minProperties !== undefined || limits.maxProperties !== undefined) {
    const size = sizeOf(value);
    if (size < minProperties) outOfBounds(report, "`object` of length", ">=", minProperties, size);
    if (size > maxProperties) outOfBounds(report, "`object` of length", "<=", maxProperties, size);
  }
  for (const [name, requires] of dependencies) {
    if (own(value, name) === undefined) continue;
    for (const key of requires.filter((one) => own(value, one) === undefined)) {
      const message = `Object with field \`${name}\` missing required field \`${key}\``;
      report.add(`field ${key}`, "nothing", message);
    }
  }
}

/** Accepts objects of which every property passes `values`. */
export function record(values: ValueCheck): ValueCheck {
  return object({}, values);
}

/** Marks a field that may be absent. */
export function optional(check: ValueCheck): FieldCheck {
  return { optional: check };
}

const anyString = /* @__PURE__ */ string();
const anyNumber = /* @__PURE__ */ number();
const anyArray = /* @__PURE__ */ array(json);
const anyRecord = /* @__PURE__ */ record(json);

function checkKey(key: string, report: CheckReport): void {
  if (LONE_SURROGATE.test(key)) report.unencodable("well-formed Unicode", "a lone surrogate in a name");
}

/** Runs `look` with `value` among the ancestors; one that contains itself, or lies too deep, is refused. */
function inside(value: unknown, report: CheckReport, look: () => void): void {
  if (report.ancestors.has(value)) return report.unencodable("a value without cycles", "a cycle");
  if (report.ancestors.size >= MAX_DEPTH) return report.tooDeep();
  report.ancestors.add(value);
  look();
  report.ancestors.delete(value);
}

/** Whether `value` is a whole number of which a JavaScript number may not hold every digit. */
function isBeyondSafe(value: unknown, { direction }: CheckReport): boolean {
  if (direction === "question") return false;
  if (typeof value === "bigint") return true;
  if (direction === "incoming") return false;
  return Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value as number) < 1e21;
}

function checkRange(
  name: string,
  value: number | bigint,
  range: NumberRange<number | bigint>,
  report: CheckReport,
): void {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf = [] } = range;
  if (minimum !== undefined && value < minimum) outOfBounds(report, name, ">=", minimum, value);
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) {
    outOfBounds(report, name, ">", exclusiveMinimum, value);
  }
  if (maximum !== undefined && value > maximum) outOfBounds(report, name, "<=", maximum, value);
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) {
    outOfBounds(report, name, "<", exclusiveMaximum, value);
  }
  for (const divisor of multipleOf) {
    if (!isMultipleOf(value, divisor)) outOfBounds(report, name, "that is a multiple of", divisor, value);
  }
}

function outOfBounds(
  report: CheckReport,
  what: string,
  sign: string,
  bound: number | bigint,
  found: number | bigint,
): void {
  const expected = `${what} ${sign} ${bound}`;
  const received = what.endsWith("length") ? `length ${found}` : String(found);
  report.add(expected, received, `Expected ${expected}, got \`${received}\``);
}
