import type { Json, Type } from "./types.js";

/** Whether a value of the schema itself, such as a `const`, is one of the values of `type`. */
export function accepts(type: Type, value: Json, resolve: (name: string) => Type): boolean {
  const fits = (inner: Type, part: Json) => accepts(inner, part, resolve);
  switch (type.kind) {
    case "unknown":
      return true;
    case "never":
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
        type.patterns.every((pattern) => new RegExp(pattern, "u").test(value))
      );
    }
    case "number":
      return (
        typeof value === "number" &&
        (!type.isInteger || Number.isSafeInteger(value)) &&
        value >= (type.minimum ?? Number.NEGATIVE_INFINITY) &&
        value > (type.exclusiveMinimum ?? Number.NEGATIVE_INFINITY) &&
        value <= (type.maximum ?? Number.POSITIVE_INFINITY) &&
        value < (type.exclusiveMaximum ?? Number.POSITIVE_INFINITY)
      );
    case "bigint":
      return (
        (typeof value === "bigint" || Number.isSafeInteger(value)) &&
        BigInt(value as number) >= type.minimum &&
        BigInt(value as number) <= type.maximum
      );
    case "literal":
      return isSame(type.value, value);
    case "array":
      return (
        Array.isArray(value) &&
        value.length >= type.minItems &&
        value.length <= (type.maxItems ?? Number.POSITIVE_INFINITY) &&
        value.every((item: Json, index) => fits(type.prefix[index] ?? type.items, item))
      );
    case "object": {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
      const object = value as Readonly<Record<string, Json>>;
      const { others } = type;
      const isDeclared = (name: string) => type.properties.some((property) => property.name === name);
      return (
        type.properties.every(({ name, isRequired, type: inner }) =>
          Object.hasOwn(object, name) ? fits(inner, object[name] as Json) : !isRequired,
        ) &&
        Object.entries(object).every(
          ([name, member]) =>
            isDeclared(name) || others === "ignored" || (others !== "forbidden" && fits(others, member)),
        )
      );
    }
    case "union": {
      const count = type.members.filter((member) => fits(member, value)).length;
      return type.isExclusive ? count === 1 : count > 0;
    }
    case "reference":
      return fits(resolve(type.name), value);
  }
}

/** Equality of JSON values (Core §4.2.2). */
export function isSame(a: Json, b: Json): boolean {
  return a === b || canonical(a) === canonical(b);
}

function canonical(value: Json): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.sort().join()}}`;
}
