import { hasOwn, isObject } from "./guard.js";
import { MAX_DEPTH } from "./limits.js";
import { addTooDeep, describe, show, type ValueCheck } from "./report.js";
import { acceptsValue } from "./trial.js";

/** Whether two values are the same; what are numbers or have parts needs `isSame`, which knows more. */
type Equality = (a: unknown, b: unknown) => boolean;

/** Accepts exactly `expected` (Validation §6.1.3). */
export function literal(expected: unknown, isEqual: Equality = Object.is): ValueCheck {
  const text = jsonOf(expected);
  return (value, report) => {
    if (isEqual(value, expected)) return;
    const received = typeof value === typeof expected ? jsonOf(value) : `\`${describe(value)}\``;
    report.add(text, received.replaceAll("`", ""), `Expected \`${text}\`, got ${received}`);
  };
}

/** Accepts any of `allowed` (Validation §6.1.2). */
export function enumeration(allowed: readonly unknown[], isEqual: Equality = Object.is): ValueCheck {
  const expected = allowed.map(jsonOf).join(" | ");
  return (value, report) => {
    if (allowed.some((one) => isEqual(value, one))) return;
    report.add(expected, show(value), `Invalid enum value ${show(value)}`);
  };
}

/**
 * Accepts objects whose `tag` names one of `kinds`, and which pass the check of that kind.
 *
 * At the top of a frame a well-formed tag that is not among them makes the error `unknown_kind`.
 */
export function tagged(tag: string, kinds: ReadonlyMap<unknown, ValueCheck>): ValueCheck {
  const types = [...new Set([...kinds.keys()].map(describe))];
  const names = [...kinds.keys()].slice(0, 16).map(jsonOf).join(" | ");
  const unknown: ValueCheck = (kind, report) => {
    if (!types.includes(describe(kind))) {
      return report.mismatch(types.join(" or "), kind, `\`${types.join("` or `")}\``);
    }
    if (report.path.length === 1) report.code = "unknown_kind";
    report.add(names, show(kind), `Unknown kind ${show(kind)}`);
  };
  return (value, report) => {
    if (!isObject(value)) return report.mismatch("object", value);
    if (!hasOwn(value, tag)) return report.missing(tag);
    const kind = value[tag];
    const check = kinds.get(kind);
    if (check) check(value, report);
    else report.enter(tag, kind, unknown);
  };
}

/** Accepts objects of one kind, which pass `check`. */
export function ofKind(tag: string, kind: unknown, check: ValueCheck): ValueCheck {
  return tagged(tag, new Map([[kind, check]]));
}

/** Accepts what the check for its JSON type accepts; a type that is not named is not accepted. */
export function byType(checks: Readonly<Partial<Record<JsonType, ValueCheck>>>): ValueCheck {
  const types = Object.keys(checks);
  return (value, report) => {
    const check = checks[jsonType(value)];
    if (check) check(value, report);
    else report.mismatch(types.join(" | "), value, `\`${types.join("` | `")}\``);
  };
}

/** Accepts what at least one of `checks` accepts (Core §10.2.1.2). */
export function anyOf(checks: readonly ValueCheck[]): ValueCheck {
  return (value, report) => {
    if (checks.some((check) => acceptsValue(report, check, value))) return;
    report.add(
      "one of several shapes",
      describe(value),
      `Expected one of ${checks.length} shapes, none fits`,
    );
  };
}

/** Accepts what exactly one of `checks` accepts (Core §10.2.1.3). */
export function oneOf(checks: readonly ValueCheck[]): ValueCheck {
  return (value, report) => {
    const [fitting, ...more] = checks.filter((check) => acceptsValue(report, check, value, "question"));
    if (fitting !== undefined && more.length === 0) {
      // What was a question so far has now to stand up to what can be sent.
      if (report.direction !== "question") fitting(value, report);
      return;
    }
    const count = fitting !== undefined ? `${more.length + 1} fit` : "none fits";
    report.add(
      "exactly one shape",
      describe(value),
      `Expected exactly one of ${checks.length} shapes, ${count}`,
    );
  };
}

/** Puts off looking up a check that is not there yet; a value nested too deep is refused. */
export function lazy(check: () => ValueCheck): ValueCheck {
  return (value, report) => {
    if (report.path.length >= MAX_DEPTH) addTooDeep(report);
    else check()(value, report);
  };
}

/** The name of a value's type as JSON Schema has it (Core §4.2.1); `integer` counts as `number`. */
export type JsonType = "null" | "boolean" | "string" | "number" | "array" | "object";

function jsonType(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  const type = typeof value;
  return type === "bigint" ? "number" : (type as JsonType);
}

/** A value as JSON text, for a sentence; integers too large for a number stand in quotes inside of it. */
function jsonOf(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  return (
    JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part)) ??
    describe(value)
  );
}
