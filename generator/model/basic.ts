import type { BigIntType, Json, JsonObject, ObjectType, Others, Type } from "./types.js";

/** Any value. */
export const anything: Type = { kind: "unknown" };

/** No value. */
export const nothing: Type = { kind: "never" };

/** The union of types; the type itself where there is only one. */
export function union(members: readonly Type[]): Type {
  const [only = nothing] = members;
  return members.length < 2 ? only : { kind: "union", members, isExclusive: false };
}

/** Every object. */
export const anyObject: ObjectType = { kind: "object", properties: [], others: anything, isSilent: true };

/** Every JSON value, objects only with what `others` allows in them. */
export function everything(others: Others): Type {
  return union([
    { kind: "string", patterns: [] },
    { kind: "number", isInteger: false },
    { kind: "boolean" },
    { kind: "array", prefix: [], items: anything, minItems: 0 },
    { kind: "object", properties: [], others },
    { kind: "null" },
  ]);
}

/** The type of constants. */
export function literals(values: readonly Json[]): Type {
  return union(values.map((value) => (value === null ? { kind: "null" } : { kind: "literal", value })));
}

type Bounds = Partial<
  Record<"minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum", number | bigint>
> & { readonly multipleOf?: number | bigint };

/** The numbers within the bounds of a schema. */
export function number(schema: Bounds, isInteger: boolean): Type {
  const bounds = Object.fromEntries(
    (["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"] as const).flatMap((name) =>
      schema[name] === undefined ? [] : [[name, Number(schema[name])]],
    ),
  );
  return { kind: "number", isInteger, ...bounds, ...multiples(schema) };
}

function multiples({ multipleOf }: Bounds): { multipleOf?: readonly number[] } {
  return multipleOf === undefined ? {} : { multipleOf: [Number(multipleOf)] };
}

/** The integers within the bounds of a schema; those of 64 bits where its `format` says so. */
export function integer(schema: JsonObject): Type {
  const { format } = schema;
  return format === "int64" || format === "uint64"
    ? bigint(schema as Bounds, format)
    : number(schema as Bounds, true);
}

function bigint(bounds: Bounds, format: "int64" | "uint64"): Type {
  const ceiling = (value: number | bigint) => BigInt(typeof value === "bigint" ? value : Math.ceil(value));
  const floor = (value: number | bigint) => BigInt(typeof value === "bigint" ? value : Math.floor(value));
  const lower = [format === "int64" ? -(2n ** 63n) : 0n];
  const upper = [format === "int64" ? 2n ** 63n - 1n : 2n ** 64n - 1n];
  if (bounds.minimum !== undefined) lower.push(ceiling(bounds.minimum));
  if (bounds.exclusiveMinimum !== undefined) lower.push(floor(bounds.exclusiveMinimum) + 1n);
  if (bounds.maximum !== undefined) upper.push(floor(bounds.maximum));
  if (bounds.exclusiveMaximum !== undefined) upper.push(ceiling(bounds.exclusiveMaximum) - 1n);
  const minimum = lower.reduce((a, b) => (a > b ? a : b));
  const maximum = upper.reduce((a, b) => (a < b ? a : b));
  const type: BigIntType = { kind: "bigint", format, minimum, maximum, ...multiples(bounds) };
  return minimum > maximum ? nothing : type;
}
