import { hasOwn, isObject } from "./guard.js";
import { MAX_DEPTH } from "./limits.js";

/** Equality as JSON Schema has it (Core §4.2.2): the order of properties is nothing, nor how a number is held. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (isNumeric(a)) return isNumeric(b) && a >= b && a <= b;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => hasOwn(b, key) && isSame(a[key], b[key]))
  );
}

/** Whether no two elements are the same (Validation §6.4.3); in time that grows with their size alone. */
export function isUnique(values: readonly unknown[]): boolean {
  return new Set(values.map((value) => identity(value, MAX_DEPTH))).size === values.length;
}

/** A text that two values of JSON share only where they are the same. */
function identity(value: unknown, levels: number): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Number.isInteger(value)) return String(BigInt(value as number));
  if (typeof value !== "object" || value === null || levels === 0) return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => identity(item, levels - 1)).join()}]`;
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}:${identity(member, levels - 1)}`,
  );
  return `{${members.sort().join()}}`;
}

function isNumeric(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}
