import { hasOwn, isObject, isPlain, lengthOf } from "./guard.js";
import { MAX_DEPTH } from "./limits.js";
import { type CheckReport, describe, show, type ValueCheck } from "./report.js";

/** Limits of a number; `exclusiveMinimum` and `exclusiveMaximum` are not part of the range. */
export interface NumberRange<T> {
  readonly minimum?: T;
  readonly exclusiveMinimum?: T;
  readonly maximum?: T;
  readonly exclusiveMaximum?: T;
}

/** Limits of a string: its length in Unicode code points, and patterns that it must match. */
export interface TextLimits {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly patterns?: readonly RegExp[];
}

/** Limits of the number of elements of an array. */
export interface ItemLimits {
  readonly minItems?: number;
  readonly maxItems?: number;
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
  if (typeof value === "number") return anyNumber(value, report);
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
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, patterns = [] } = limits;
  return (value, report) => {
    if (typeof value !== "string") return report.mismatch("`string`", value);
    if (LONE_SURROGATE.test(value)) {
      report.unencodable("well-formed Unicode", "a lone surrogate");
    }
    if (minLength > 0 || maxLength < value.length) {
      const length = lengthOf(value);
      if (length < minLength) outOfBounds(report, "`string` of length", ">=", minLength, length);
      if (length > maxLength) outOfBounds(report, "`string` of length", "<=", maxLength, length);
    }
    for (const pattern of patterns) {
      if (pattern.test(value)) continue;
      const expected = `\`string\` matching ${pattern.source}`;
      report.add(expected, show(value), `Expected ${expected}`);
    }
  };
}

/** Accepts finite numbers within `range` (Validation §6.2). */
export function number(range: NumberRange<number> = {}): ValueCheck {
  return (value, report) => {
    if (typeof value !== "number") return report.mismatch("`number`", value);
    if (!Number.isFinite(value)) return report.unencodable("`number`", String(value));
    checkRange("`number`", value, range, report);
  };
}

/** Accepts whole numbers within `range` and within what JavaScript's numbers hold exactly. */
export function integer(range: NumberRange<number> = {}): ValueCheck {
  return (value, report) => {
    if (typeof value === "bigint") return report.unencodable(SAFE_INTEGER, String(value));
    if (typeof value !== "number") return report.mismatch("`integer`", value);
    if (!Number.isFinite(value)) return report.unencodable("`integer`", String(value));
    if (!Number.isInteger(value)) return report.mismatch("`integer`", value);
    if (!Number.isSafeInteger(value)) return report.unencodable(SAFE_INTEGER, String(value));
    checkRange("`integer`", value, range, report);
  };
}

/** Accepts `bigint`s within `range`, which has both ends. */
export function bigint(name: "int64" | "uint64", range: NumberRange<bigint>): ValueCheck {
  return (value, report) => {
    if (typeof value !== "bigint") return report.mismatch(`\`${name}\` (a bigint)`, value);
    checkRange(`\`${name}\``, value, range, report);
  };
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
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = limits;
  return (value, report) => {
    if (!Array.isArray(value)) return report.mismatch("`array`", value);
    if (value.length < minItems) outOfBounds(report, "`array` of length", ">=", minItems, value.length);
    if (value.length > maxItems) outOfBounds(report, "`array` of length", "<=", maxItems, value.length);
    inside(value, report, () => {
      for (let index = 0; index < value.length && !report.isFull; index++) {
        report.enter(index, value[index], index < prefix.length ? (prefix[index] as ValueCheck) : rest);
      }
    });
  };
}

/**
 * Accepts objects that have `fields`, and whose other properties pass `others`.
 *
 * @param others - `"ignored"`: they are not looked at; `"forbidden"`: there must be none.
 */
export function object(
  fields: Readonly<Record<string, FieldCheck>>,
  others: ValueCheck | "ignored" | "forbidden" = "ignored",
): ValueCheck {
  const declared = new Map(Object.entries(fields));
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
      if (others === "ignored") return;
      for (const key of Object.keys(value)) {
        if (report.isFull) return;
        if (declared.has(key)) continue;
        if (others === "forbidden") {
          report.add("no other fields", `field ${key}`, `Object contains unknown field \`${key}\``);
        } else {
          checkKey(key, report);
          report.enter(key, value[key], others);
        }
      }
    });
  };
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
  if (report.ancestors.includes(value)) return report.unencodable("a value without cycles", "a cycle");
  if (report.ancestors.length >= MAX_DEPTH) return report.tooDeep();
  report.ancestors.push(value);
  look();
  report.ancestors.pop();
}

/** Whether `value` is a whole number of which a JavaScript number may not hold every digit. */
function isBeyondSafe(value: unknown, { direction }: CheckReport): boolean {
  if (typeof value === "bigint") return true;
  if (direction === "incoming") return false;
  return Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value as number) < 1e21;
}

function checkRange<T extends number | bigint>(
  name: string,
  value: T,
  range: NumberRange<T>,
  report: CheckReport,
): void {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = range;
  if (minimum !== undefined && value < minimum) outOfBounds(report, name, ">=", minimum, value);
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) {
    outOfBounds(report, name, ">", exclusiveMinimum, value);
  }
  if (maximum !== undefined && value > maximum) outOfBounds(report, name, "<=", maximum, value);
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) {
    outOfBounds(report, name, "<", exclusiveMaximum, value);
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
