import { hasOwn, isObject } from "./guard.js";
import { type CheckReport, describe, type ValueCheck } from "./report.js";

/** What is asked of a string, an array or an object beside its type. */
export type LimitCheck<T> = (value: T, report: CheckReport) => void;

/** What is asked of a number beside its type, which has a name. */
export type RangeCheck = (value: number | bigint, report: CheckReport, name: string) => void;

/** What is asked of a property by its name. */
export type PropertyCheck = (name: string, value: unknown, report: CheckReport) => void;

/** What an object has under one name: a check, or one that holds only where the property is there. */
export type FieldCheck = ValueCheck | { readonly optional: ValueCheck };

const SAFE_INTEGER = "`integer` within ±(2^53 - 1)";

/** Accepts nothing. */
export const never: ValueCheck = (value, report) => report.mismatch("nothing", value, "nothing");

/** Accepts any JSON value. */
export const json: ValueCheck = (value, report) => {
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "string") return anyString(value, report);
  if (typeof value === "number" || typeof value === "bigint") return anyNumber(value, report);
  if (Array.isArray(value)) return anyArray(value, report);
  if (isObject(value)) return anyRecord(value, report);
  report.unencodable("a JSON value", `\`${describe(value)}\``);
};

/** Accepts `null`. */
export const isNull: ValueCheck = (value, report) => {
  if (value !== null) report.mismatch("null", value);
};

/** Accepts `true` and `false`. */
export const boolean: ValueCheck = (value, report) => {
  if (typeof value !== "boolean") report.mismatch("boolean", value);
};

/** Accepts strings within `limits`. */
export function string(limits?: LimitCheck<string>): ValueCheck {
  return (value, report) => {
    if (typeof value !== "string") return report.mismatch("string", value);
    if (report.direction !== "question") requireUnicode(value, report, "a lone surrogate");
    limits?.(value, report);
  };
}

/** Accepts finite numbers within the range. */
export function number(range?: RangeCheck): ValueCheck {
  return (found, report) => {
    const { direction } = report;
    const value = direction === "parsed" && typeof found === "bigint" ? Number(found) : found;
    const isNumber = typeof value === "number" || (typeof value === "bigint" && direction === "question");
    if (isInfinite(value)) report.unencodable("`number`", String(value));
    else if (isNumber) range?.(value, report, "`number`");
    else report.mismatch("number", value);
  };
}

/** Accepts whole numbers within the range and within what JavaScript's numbers hold exactly. */
export function integer(range?: RangeCheck): ValueCheck {
  return (value, report) => {
    const isExact = report.direction === "question" || Number.isSafeInteger(value);
    if (!isExact && isWhole(value)) return report.unencodable(SAFE_INTEGER, String(value));
    if (isInfinite(value)) return report.unencodable("`integer`", String(value));
    anyInteger(value, report, range);
  };
}

/** Accepts `bigint`s within the range, which has both ends. */
export function bigint(name: "int64" | "uint64", range: RangeCheck): ValueCheck {
  return (value, report) => {
    const { direction } = report;
    const isAny = direction === "question" || (direction === "parsed" && Number.isSafeInteger(value));
    if (isAny) return anyInteger(value, report, range);
    if (typeof value !== "bigint")
      return report.mismatch(`${name} (a bigint)`, value, `\`${name}\` (a bigint)`);
    range(value, report, `\`${name}\``);
  };
}

/** Whether `value` is a number that JSON has no text for. */
function isInfinite(value: unknown): boolean {
  return typeof value === "number" && !Number.isFinite(value);
}

function isWhole(value: unknown): value is number | bigint {
  return typeof value === "bigint" || Number.isInteger(value);
}

/** Accepts whole numbers within `range`, however they are held. */
function anyInteger(value: unknown, report: CheckReport, range?: RangeCheck): void {
  if (isWhole(value)) range?.(value, report, "`integer`");
  else report.mismatch("integer", value);
}

/** Accepts arrays of which every element passes `items`. */
export function array(
  items: ValueCheck,
  size?: LimitCheck<readonly unknown[]>,
  whole?: LimitCheck<readonly unknown[]>,
): ValueCheck {
  return tuple([], items, size, whole);
}

/**
 * Accepts arrays whose first elements pass `prefix` one by one, and any others `rest`.
 *
 * @param size - what is asked of the array before its elements.
 * @param whole - what is asked of the array after them.
 */
export function tuple(
  prefix: readonly ValueCheck[],
  rest: ValueCheck = json,
  size?: LimitCheck<readonly unknown[]>,
  whole?: LimitCheck<readonly unknown[]>,
): ValueCheck {
  return (value, report) => {
    if (!Array.isArray(value)) return report.mismatch("array", value);
    size?.(value, report);
    if (!report.enters(value)) return;
    for (let index = 0; index < value.length && !report.isFull; index++) {
      report.enter(index, value[index], index < prefix.length ? (prefix[index] as ValueCheck) : rest);
    }
    whole?.(value, report);
    report.leaves();
  };
}

/**
 * Accepts objects that have `fields`.
 *
 * @param others - what is asked of every other property; without it they are not looked at.
 * @param size - what is asked of the object as a whole.
 * @param names - what is asked of the name of every property.
 */
export function object(
  fields: Readonly<Record<string, FieldCheck>>,
  others?: PropertyCheck,
  size?: LimitCheck<object>,
  names?: PropertyCheck,
): ValueCheck {
  const declared = Object.entries(fields);
  return (value, report) => {
    if (!isObject(value)) return report.mismatch("object", value);
    if (!report.enters(value)) return;
    for (const [name, field] of declared) {
      if (report.isFull) break;
      const isRequired = typeof field === "function";
      const isThere = hasOwn(value, name) && value[name] !== undefined;
      if (isThere) report.enter(name, value[name], isRequired ? field : field.optional);
      else if (isRequired) report.missing(name);
    }
    size?.(value, report);
    for (const name of others || names ? Object.keys(value) : []) {
      if (report.isFull) break;
      names?.(name, value[name], report);
      if (!hasOwn(fields, name)) others?.(name, value[name], report);
    }
    report.leaves();
  };
}

/** Refuses a property. */
export const noOtherFields: PropertyCheck = (name, _value, report) => {
  report.add("no other fields", `field ${name}`, `Object contains unknown field \`${name}\``);
};

/** Asks of a property that it passes `check`. */
export function otherFields(check: ValueCheck): PropertyCheck {
  return (name, value, report) => {
    requireUnicode(name, report, "a lone surrogate in a name");
    report.enter(name, value, check);
  };
}

/** Accepts objects of which every property passes `values`. */
export function record(values: ValueCheck): ValueCheck {
  return object({}, otherFields(values));
}

/** Marks a field that may be absent. */
export function optional(check: ValueCheck): FieldCheck {
  return { optional: check };
}

const anyString = /* @__PURE__ */ string();
const anyArray = /* @__PURE__ */ array(json);
const anyRecord = /* @__PURE__ */ record(json);

function requireUnicode(text: string, report: CheckReport, found: string): void {
  if (/\p{Surrogate}/u.test(text)) report.unencodable("well-formed Unicode", found);
}

/** Accepts any number of which no digit can be missing. */
function anyNumber(value: number | bigint, report: CheckReport): void {
  const { direction } = report;
  const isBig = typeof value === "bigint";
  // Up to 1e21 all digits are written, and those of a whole number beyond the safe ones may not be its own.
  const isUnsure = !isBig && isWhole(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
  if (direction !== "question" && (isBig || (isUnsure && direction !== "incoming"))) {
    report.unencodable(SAFE_INTEGER, String(value));
  } else if (isInfinite(value)) {
    report.unencodable("`number`", String(value));
  }
}
