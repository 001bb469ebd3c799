import { isPrimitive, isSame } from "./accepts.js";
import { constrain } from "./constrain.js";
import type {
  ArrayType,
  BigIntType,
  LiteralType,
  NumberType,
  ObjectType,
  Others,
  PatternProperties,
  Property,
  StringType,
  Type,
  UnionType,
} from "./types.js";
import { jsonTypeOf, type Resolve } from "./values.js";

const never: Type = { kind: "never" };

/** Thrown where two types can't be merged into one of reasonable size; the message says why. */
export class MergeError extends Error {}

/** How many members a union of combinations may have. */
const maxCombinations = 64;

/** How many pairs of parts one merge may look at. */
const maxPairs = 10_000;

type Pair = readonly [Type, Type];

/** What one merge keeps in mind: how many more pairs it may look at. */
interface Budget {
  pairs: number;
}

/**
 * The type of the values that are of both types (Core §10.2.1.1, `allOf`).
 *
 * @throws {@link MergeError} where each contains itself, or where they have too many combinations.
 */
export function intersect(
  a: Type,
  b: Type,
  resolve: Resolve,
  path: readonly Pair[] = [],
  budget: Budget = { pairs: maxPairs },
): Type {
  if (a.kind === "unknown" || b.kind === "never") return b;
  if (b.kind === "unknown" || a.kind === "never") return a;
  if (--budget.pairs < 0) throw new MergeError(`has more than ${maxPairs} pairs of parts`);
  const both = (left: Type, right: Type) => intersect(left, right, resolve, path, budget);
  if (a.kind === "reference" || b.kind === "reference") {
    if (a.kind === "reference" && b.kind === "reference" && a.name === b.name) return a;
    if (path.some(([left, right]) => isAgain(left, a) && isAgain(right, b))) {
      throw new MergeError(
        "contains itself on both sides, and the combination has no name: define it in one piece",
      );
    }
    const expanded = (type: Type) => (type.kind === "reference" ? resolve(type.name) : type);
    return intersect(expanded(a), expanded(b), resolve, [...path, [a, b]], budget);
  }
  if (a.kind === "constrained") return constrain(both(a.type, b), a.rules, resolve);
  if (b.kind === "constrained") return constrain(both(a, b.type), b.rules, resolve);
  if (a.kind === "union" && b.kind === "union" && alternativesIn(a) * alternativesIn(b) > maxCombinations) {
    throw new MergeError(`has more than ${maxCombinations} combinations`);
  }
  if (a.kind === "union")
    return unionOf(
      a,
      a.members.map((member) => both(member, b)),
    );
  if (b.kind === "union")
    return unionOf(
      b,
      b.members.map((member) => both(a, member)),
    );
  if (a.kind === "literal") return literal(a, b, resolve);
  if (b.kind === "literal") return literal(b, a, resolve);
  if (a.kind === "bigint" && b.kind === "number") return bigints(a, asBigInt(b));
  if (a.kind === "number" && b.kind === "bigint") return bigints(asBigInt(a), b);
  if (a.kind === "bigint" && b.kind === "bigint") return bigints(a, b);
  if (a.kind === "string" && b.kind === "string") return strings(a, b);
  if (a.kind === "number" && b.kind === "number") return numbers(a, b);
  if (a.kind === "array" && b.kind === "array") return arrays(a, b, both);
  if (a.kind === "object" && b.kind === "object") return objects(a, b, both);
  return a.kind === b.kind ? a : never;
}

/** How many members a union has, those of the unions in it counted one by one. */
function alternativesIn(type: Type): number {
  return type.kind === "constrained"
    ? alternativesIn(type.type)
    : type.kind === "union"
      ? type.members.reduce((sum, member) => sum + alternativesIn(member), 0)
      : 1;
}

function isAgain(before: Type, now: Type): boolean {
  return (
    before === now || (before.kind === "reference" && now.kind === "reference" && before.name === now.name)
  );
}

/** Merges two types on the way of a merge around them. */
type Merge = (a: Type, b: Type) => Type;

/** The union with what has become of its members: flat and without those that are gone, or each merge would add a level. */
function unionOf(original: UnionType, members: readonly Type[]): Type {
  const isFlat = (member: Type): member is UnionType => member.kind === "union" && !member.isExclusive;
  const left = members
    .flatMap((member) => (isFlat(member) && !original.isExclusive ? member.members : [member]))
    .filter(({ kind }) => kind !== "never");
  return { ...original, members: left };
}

/** A constant that is of another type as well; one that has parts is compared with that when the value is checked. */
function literal(a: LiteralType, b: Type, resolve: Resolve): Type {
  if (b.kind === "literal") return isSame(a.value, b.value) ? a : never;
  if (jsonTypeOf(a) !== jsonTypeOf(b)) return never;
  const fitting = constrain(a, [{ is: "fits", type: b }], resolve);
  if (b.kind !== "bigint" || fitting.kind !== "literal" || !isPrimitive(a.value)) return fitting;
  return { kind: "literal", value: BigInt(a.value as number | bigint) };
}

function strings(a: StringType, b: StringType): Type {
  const formats = [...new Set([...(a.formats ?? []), ...(b.formats ?? [])])];
  return {
    kind: "string",
    ...bound("minLength", larger(a.minLength, b.minLength)),
    ...bound("maxLength", smaller(a.maxLength, b.maxLength)),
    patterns: [...new Set([...a.patterns, ...b.patterns])],
    ...(formats.length > 0 ? { formats } : {}),
  };
}

function numbers(a: NumberType, b: NumberType): Type {
  return {
    kind: "number",
    isInteger: a.isInteger || b.isInteger,
    ...bound("minimum", larger(a.minimum, b.minimum)),
    ...bound("exclusiveMinimum", larger(a.exclusiveMinimum, b.exclusiveMinimum)),
    ...bound("maximum", smaller(a.maximum, b.maximum)),
    ...bound("exclusiveMaximum", smaller(a.exclusiveMaximum, b.exclusiveMaximum)),
    ...multiples(a, b),
  };
}

function multiples(a: NumberType | BigIntType, b: NumberType | BigIntType): { multipleOf?: number[] } {
  const all = [...new Set([...(a.multipleOf ?? []), ...(b.multipleOf ?? [])])];
  return all.length === 0 ? {} : { multipleOf: all };
}

/** The whole numbers of a range, as far as 64 bits go. */
function asBigInt(type: NumberType): BigIntType {
  let minimum = -(2n ** 63n);
  let maximum = 2n ** 64n - 1n;
  const raise = (to: bigint) => {
    if (to > minimum) minimum = to;
  };
  const lower = (to: bigint) => {
    if (to < maximum) maximum = to;
  };
  if (type.minimum !== undefined) raise(BigInt(Math.ceil(type.minimum)));
  if (type.exclusiveMinimum !== undefined) raise(BigInt(Math.floor(type.exclusiveMinimum)) + 1n);
  if (type.maximum !== undefined) lower(BigInt(Math.floor(type.maximum)));
  if (type.exclusiveMaximum !== undefined) lower(BigInt(Math.ceil(type.exclusiveMaximum)) - 1n);
  return {
    kind: "bigint",
    format: minimum < 0n ? "int64" : "uint64",
    minimum,
    maximum,
    ...multiples(type, type),
  };
}

function bigints(a: BigIntType, b: BigIntType): Type {
  const minimum = a.minimum > b.minimum ? a.minimum : b.minimum;
  const maximum = a.maximum < b.maximum ? a.maximum : b.maximum;
  if (minimum > maximum) return never;
  const format = maximum > 2n ** 63n - 1n ? "uint64" : "int64";
  return { kind: "bigint", format, minimum, maximum, ...multiples(a, b) };
}

function arrays(a: ArrayType, b: ArrayType, merge: Merge): Type {
  const length = Math.max(a.prefix.length, b.prefix.length);
  const element = (type: ArrayType, index: number) => type.prefix[index] ?? type.items;
  return {
    kind: "array",
    prefix: Array.from({ length }, (_, index) => merge(element(a, index), element(b, index))),
    items: merge(a.items, b.items),
    minItems: Math.max(a.minItems, b.minItems),
    ...bound("maxItems", smaller(a.maxItems, b.maxItems)),
    ...(a.isUnique || b.isUnique ? { isUnique: true } : {}),
    isSilent: a.isSilent === true && b.isSilent === true,
  };
}

function objects(a: ObjectType, b: ObjectType, merge: Merge): Type {
  const inB = new Map(b.properties.map((property) => [property.name, property]));
  const inA = new Set(a.properties.map(({ name }) => name));
  const merged = [
    ...a.properties.map((property) => {
      const other = inB.get(property.name);
      return other ? mergeProperty(property, other, merge) : limited(property, b, merge);
    }),
    ...b.properties.filter(({ name }) => !inA.has(name)).map((property) => limited(property, a, merge)),
  ];
  if (merged.some(({ isRequired, type }) => isRequired && type.kind === "never")) return never;
  const patterns = mergePatterns(a, b, merge);
  const others = a.isSilent ? b.others : b.isSilent ? a.others : mergeOthers(a.others, b.others, merge);
  const names = a.names && b.names ? merge(a.names, b.names) : (a.names ?? b.names);
  const dependencies = [...(a.dependencies ?? []), ...(b.dependencies ?? [])];
  return {
    kind: "object",
    properties: merged,
    ...(patterns.length > 0 ? { patterns } : {}),
    others,
    ...(names ? { names } : {}),
    ...bound("minProperties", larger(a.minProperties, b.minProperties)),
    ...bound("maxProperties", smaller(a.maxProperties, b.maxProperties)),
    ...(dependencies.length > 0 ? { dependencies } : {}),
    isSilent: a.isSilent === true && b.isSilent === true,
  };
}

function mergeProperty(a: Property, b: Property, merge: Merge): Property {
  return {
    name: a.name,
    isRequired: a.isRequired || b.isRequired,
    type: merge(a.type, b.type),
    annotations: { ...b.annotations, ...a.annotations },
    isUndeclared: a.isUndeclared === true && b.isUndeclared === true,
    source: a.source,
  };
}

/** A property of one object, under what the other says of properties that it does not declare by name. */
function limited(property: Property, { patterns = [], others }: ObjectType, merge: Merge): Property {
  const matching = patterns.filter(({ pattern }) => new RegExp(pattern, "u").test(property.name));
  if (matching.length > 0) {
    const type = matching.reduce((all, one) => merge(all, one.type), property.type);
    return { ...property, type, isUndeclared: false };
  }
  if (others === "ignored") return property;
  const type = others === "forbidden" ? never : merge(property.type, others);
  return { ...property, type };
}

/**
 * The patterns of both objects, each under what the other object says of what it declares neither way.
 *
 * @throws {@link MergeError} where that depends on which patterns a name matches.
 */
function mergePatterns(a: ObjectType, b: ObjectType, merge: Merge): PatternProperties[] {
  const isStrict = ({ others }: ObjectType) => others !== "ignored" && !isAnything(others);
  const [ofA = [], ofB = []] = [a.patterns, b.patterns];
  if (ofA.length > 0 && ofB.length > 0 && (isStrict(a) || isStrict(b))) {
    throw new MergeError("has several sets of patterns");
  }
  const under = (patterns: readonly PatternProperties[], { others }: ObjectType) =>
    patterns.map((one) => ({
      ...one,
      type: others === "ignored" ? one.type : others === "forbidden" ? never : merge(one.type, others),
    }));
  return [...under(ofA, b), ...under(ofB, a)];
}

function isAnything(others: Others): boolean {
  return typeof others !== "string" && others.kind === "unknown";
}

function mergeOthers(a: Others, b: Others, merge: Merge): Others {
  if (a === "forbidden" || b === "forbidden") return "forbidden";
  if (a === "ignored") return b;
  if (b === "ignored") return a;
  const both = merge(a, b);
  return both.kind === "never" ? "forbidden" : both;
}

function larger(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}

function smaller(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}

/** An optional property: there only where it has a value. */
function bound<Key extends string>(key: Key, value: number | undefined): { [K in Key]?: number } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: number });
}
