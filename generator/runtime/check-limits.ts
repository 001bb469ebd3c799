import { type LimitCheck, otherFields, type PropertyCheck, type RangeCheck } from "./check.js";
import { isUnique } from "./equal.js";
import { lengthOf, own, sizeOf } from "./guard.js";
import { isMultipleOf } from "./number.js";
import { type CheckReport, show, type ValueCheck } from "./report.js";
import { acceptsValue, askOnce } from "./trial.js";

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

/** Limits of the number of elements of an array. */
export interface ItemLimits {
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** What is asked of the properties of an object all together. */
export interface PropertyLimits {
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** What must be there where another property is. */
  readonly dependencies?: readonly (readonly [name: string, requires: readonly string[]])[];
}

/** Asks of a string to be within `limits` (Validation §6.3). */
export function textLimits(limits: TextLimits): LimitCheck<string> {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, patterns = [], formats = [] } = limits;
  return (value, report) => {
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

/** Asks of a number to be within `given` (Validation §6.2). */
export function inRange(given: NumberRange<number | bigint>): RangeCheck {
  // A range that inherits nothing, whatever all objects have been given.
  const own: NumberRange<number | bigint> = Object.assign(Object.create(null), given);
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf = [] } = own;
  return (value, report, name) => {
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
  };
}

/** Asks of an array to have as many elements as `limits` allow (Validation §6.4). */
export function itemLimits({
  minItems = 0,
  maxItems = Number.POSITIVE_INFINITY,
}: ItemLimits): LimitCheck<readonly unknown[]> {
  return ({ length }, report) => {
    if (length < minItems) outOfBounds(report, "`array` of length", ">=", minItems, length);
    if (length > maxItems) outOfBounds(report, "`array` of length", "<=", maxItems, length);
  };
}

/** Asks of an array that no two of its elements are the same (Validation §6.4.3). */
export const uniqueItems: LimitCheck<readonly unknown[]> = (value, report) => {
  if (isUnique(value)) return;
  report.add("unique elements", "equal elements", "Expected unique elements, got two that are equal");
};

/** Asks of an object to have the properties that `limits` say (Validation §6.5). */
export function propertyLimits(limits: PropertyLimits): LimitCheck<object> {
  const { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY, dependencies = [] } = limits;
  const isSized = minProperties > 0 || maxProperties < Number.POSITIVE_INFINITY;
  return (value, report) => {
    const size = isSized ? sizeOf(value) : 0;
    if (size < minProperties) outOfBounds(report, "`object` of length", ">=", minProperties, size);
    if (size > maxProperties) outOfBounds(report, "`object` of length", "<=", maxProperties, size);
    for (const [name, requires] of dependencies) {
      if (own(value, name) === undefined) continue;
      for (const key of requires.filter((one) => own(value, one) === undefined)) {
        report.missing(key, `Object with field \`${name}\``);
      }
    }
  };
}

/** Asks of a property that its name passes `check` (Core §10.3.2.4). */
export function fieldNames(check: ValueCheck): PropertyCheck {
  return (key, _value, report) => {
    if (acceptsValue(report, check, key)) return;
    const message = `Object contains field \`${key}\`, a name that is not allowed`;
    report.add("other names of fields", `field ${key}`, message);
  };
}

/** Asks of a property that it passes the checks of all patterns that its name matches, or else `others`. */
export function fieldsMatching(
  patterns: readonly (readonly [pattern: RegExp, check: ValueCheck])[],
  others?: PropertyCheck,
): PropertyCheck {
  return (name, value, report) => {
    const checks = patterns.filter(([pattern]) => pattern.test(name));
    const ofAll = otherFields((member) => {
      for (const [, check] of checks) askOnce(report, check, member);
    });
    (checks.length > 0 ? ofAll : others)?.(name, value, report);
  };
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
