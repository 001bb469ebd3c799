import type {
  ArrayType,
  BigIntType,
  NumberType,
  ObjectType,
  Rule,
  StringType,
  Type,
  UnionType,
} from "../../model/types.js";

/** What the guard of a type checks beyond what its TypeScript type says, in words; schema text stands in backticks. */
export function limitsOf(type: Type): string[] {
  switch (type.kind) {
    case "string":
      return ofString(type);
    case "number":
      return ofNumber(type);
    case "bigint":
      return ofBigInt(type);
    case "array":
      return ofArray(type);
    case "object":
      return ofObject(type);
    case "union":
      return distinct([...(type.isExclusive ? ["exactly one of the alternatives"] : []), ...ofMembers(type)]);
    case "constrained":
      return distinct([...limitsOf(type.type), ...type.rules.map(ofRule)]);
    default:
      return [];
  }
}

/** What is checked of each kind of member; where there are several of a kind, each has its words, or nothing is certain. */
function ofMembers({ members }: UnionType): string[] {
  const kinds = new Set(members.map(({ kind }) => kind));
  return distinct(
    [...kinds].flatMap((kind) => {
      const limits = members.filter((member) => member.kind === kind).map(limitsOf);
      if (limits.length === 1) return limits.flat();
      return limits.some((words) => words.length === 0)
        ? []
        : [distinct(limits.map((words) => words.join(" and "))).join(", or ")];
    }),
  );
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)];
}

function ofString({ minLength, maxLength, patterns, formats = [] }: StringType): string[] {
  return [
    ...range(minLength, maxLength, (count) => `${counted(count, "character")}`),
    ...patterns.map((pattern) => `matches ${quoted(pattern)}`),
    ...formats.map((format) => `of the format ${quoted(format)}`),
  ];
}

function ofNumber(type: NumberType): string[] {
  const { isInteger, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf = [] } = type;
  return [
    ...(isInteger ? ["integer"] : []),
    ...range(minimum, maximum, String),
    ...(exclusiveMinimum === undefined ? [] : [`greater than ${exclusiveMinimum}`]),
    ...(exclusiveMaximum === undefined ? [] : [`less than ${exclusiveMaximum}`]),
    ...multipleOf
      .filter((divisor) => !isInteger || divisor !== 1)
      .map((divisor) => `a multiple of ${divisor}`),
  ];
}

function ofBigInt({ format, minimum, maximum, multipleOf = [] }: BigIntType): string[] {
  const [least, most] = format === "int64" ? [-(2n ** 63n), 2n ** 63n - 1n] : [0n, 2n ** 64n - 1n];
  return [
    format === "int64" ? "64 bits" : "64 bits without a sign",
    ...range(
      minimum === least ? undefined : minimum,
      maximum === most ? undefined : maximum,
      (bound) => `${bound}n`,
    ),
    ...multipleOf.map((divisor) => `a multiple of ${divisor}`),
  ];
}

function ofArray({ prefix, items, minItems, maxItems, isUnique }: ArrayType): string[] {
  const least = minItems > prefix.length ? minItems : undefined;
  return [
    ...range(least, maxItems, (count) => counted(count, "element")),
    ...(isUnique ? ["no two elements the same"] : []),
    ...limitsOf(items).map((limit) => `each element: ${limit}`),
  ];
}

function ofObject(type: ObjectType): string[] {
  const { patterns = [], names, others, minProperties, maxProperties, dependencies = [] } = type;
  return [
    ...range(minProperties, maxProperties, (count) => counted(count, "property")),
    ...(others === "forbidden" ? ["no other properties"] : []),
    ...patterns.map(({ pattern }) => `properties that match ${quoted(pattern)} have a type of their own`),
    ...(names ? limitsOf(names).map((limit) => `each name: ${limit}`) : []),
    ...dependencies.map(
      ({ name, requires }) => `where ${quoted(name)} is there, ${requires.map(quoted).join(", ")} too`,
    ),
    ...(typeof others === "string" ? [] : limitsOf(others).map((limit) => `each other property: ${limit}`)),
  ];
}

function ofRule(rule: Rule): string {
  switch (rule.is) {
    case "fits":
      return "both shapes at once";
    case "not":
      return "none of the values that `not` excludes";
    case "if":
      return "what the schema asks under a condition";
    case "contains": {
      const [words = ""] = range(rule.minimum, rule.maximum, (count) => counted(count, "element"));
      return `${words} of the kind that \`contains\` asks for`;
    }
    case "unevaluatedProperties":
      return "nothing else in it but what `unevaluatedProperties` allows";
    case "unevaluatedItems":
      return "no other elements but what `unevaluatedItems` allows";
  }
}

function range<T>(least: T | undefined, most: T | undefined, words: (bound: T) => string): string[] {
  if (least !== undefined && most !== undefined)
    return [least === most ? words(most) : `${String(least)} to ${words(most)}`];
  if (least !== undefined) return [`at least ${words(least)}`];
  return most === undefined ? [] : [`at most ${words(most)}`];
}

function counted(count: number, thing: string): string {
  if (count === 1) return `1 ${thing}`;
  return thing === "property" ? `${count} properties` : `${count} ${thing}s`;
}

function quoted(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}
