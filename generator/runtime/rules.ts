import { isObject } from "./guard.js";
import { type CheckReport, describe, type ValueCheck } from "./report.js";
import { acceptsValue, askOnce } from "./trial.js";

/** Accepts what every one of `checks` accepts (Core §10.2.1.1). */
export function all(...checks: readonly ValueCheck[]): ValueCheck {
  return (value, report) => {
    for (const check of checks) askOnce(report, check, value);
  };
}

/** Accepts what `check` does not accept (Core §10.2.1.4). */
export function not(check: ValueCheck): ValueCheck {
  return (value, report) => {
    if (!acceptsValue(report, check, value, "question")) return;
    report.add("another value", describe(value), `Expected another value, got one that is excluded`);
  };
}

/** Accepts what `consequent` accepts where `condition` does, and else what `alternative` accepts (Core §10.2.2). */
export function when(condition: ValueCheck, consequent: ValueCheck, alternative: ValueCheck): ValueCheck {
  return (value, report) => {
    askOnce(report, acceptsValue(report, condition, value, "question") ? consequent : alternative, value);
  };
}

/** Accepts arrays of which at least `minimum` elements, and no more than `maximum`, pass `check` (Core §10.3.1.3). */
export function contains(
  check: ValueCheck,
  minimum: number,
  maximum: number = Number.POSITIVE_INFINITY,
): ValueCheck {
  return (value, report) => {
    if (!Array.isArray(value)) return;
    let count = 0;
    for (let index = 0; index < value.length && count <= maximum; index++) {
      if (acceptsElement(value, index, check, report)) count++;
    }
    if (count >= minimum && count <= maximum) return;
    const limits = count < minimum ? `at least ${minimum}` : `at most ${maximum}`;
    const expected = `${limits} fitting elements`;
    report.add(expected, `${count}`, `Expected ${expected}, got ${count > maximum ? "more" : count}`);
  };
}

/** What is evaluated of an object or array (Core §7.7.1); `branches` depend on what the value is. */
export interface Evaluated {
  readonly properties?: readonly string[];
  readonly patterns?: readonly RegExp[];
  readonly hasAllProperties?: boolean;
  /** So many elements from the first on. */
  readonly items?: number;
  readonly hasAllItems?: boolean;
  readonly contains?: readonly ValueCheck[];
  readonly branches?: readonly {
    readonly condition: ValueCheck;
    readonly consequent: Evaluated;
    readonly alternative?: Evaluated;
  }[];
}

/** Accepts objects whose properties pass `check` as far as they are not `evaluated` (Core §11.3). */
export function unevaluatedProperties(evaluated: Evaluated, check: ValueCheck): ValueCheck {
  return (value, report) => {
    if (!isObject(value)) return;
    const parts = holding(evaluated, value, report);
    if (parts.some(({ hasAllProperties }) => hasAllProperties)) return;
    const names = new Set(parts.flatMap(({ properties = [] }) => properties));
    const patterns = parts.flatMap((part) => part.patterns ?? []);
    for (const [key, member] of Object.entries(value)) {
      if (report.isFull) return;
      if (member === undefined || names.has(key) || patterns.some((pattern) => pattern.test(key))) continue;
      report.enter(key, member, check);
    }
  };
}

/** Accepts arrays whose elements pass `check` as far as they are not `evaluated` (Core §11.2). */
export function unevaluatedItems(evaluated: Evaluated, check: ValueCheck): ValueCheck {
  return (value, report) => {
    if (!Array.isArray(value)) return;
    const parts = holding(evaluated, value, report);
    if (parts.some(({ hasAllItems }) => hasAllItems)) return;
    const checks = parts.flatMap((part) => part.contains ?? []);
    const first = Math.max(0, ...parts.map(({ items = 0 }) => items));
    for (let index = first; index < value.length && !report.isFull; index++) {
      if (checks.some((one) => acceptsElement(value, index, one, report))) continue;
      report.enter(index, value[index], check);
    }
  };
}

/** What is evaluated, and the branches of it that hold for `value`, and theirs. */
function holding(evaluated: Evaluated, value: unknown, report: CheckReport): Evaluated[] {
  const { branches = [] } = evaluated;
  const taken = branches.map((branch) =>
    acceptsValue(report, branch.condition, value, "question") ? branch.consequent : branch.alternative,
  );
  return [evaluated, ...taken.flatMap((one) => (one ? holding(one, value, report) : []))];
}

function acceptsElement(
  value: readonly unknown[],
  index: number,
  check: ValueCheck,
  report: CheckReport,
): boolean {
  let isAccepted = false;
  report.enter(index, value[index], (element) => {
    isAccepted = acceptsValue(report, check, element, "question");
  });
  return isAccepted;
}
