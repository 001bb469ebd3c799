import type { FunctionDeclarationStructure } from "ts-morph";
import { nothing } from "../../model/basic.js";
import { isWhole } from "../../model/constrain.js";
import { predicateOf } from "../../model/formats.js";
import type {
  ArrayType,
  BigIntType,
  Definition,
  NumberType,
  ObjectType,
  Property,
  StringType,
  Type,
  UnionType,
} from "../../model/types.js";
import { bodyOf, jsonTypeOf, leavesOf } from "../../model/values.js";
import { membersByKind } from "../../plan/members.js";
import {
  access,
  type Code,
  code,
  identifier,
  joined,
  literal,
  regularExpression,
  stringLiteral,
} from "./code.js";
import type { Context } from "./context.js";
import { comment } from "./docs.js";
import { StructureKind } from "./morph.js";
import { mentionsValue, type Statement, switching, table } from "./statements.js";

/** `guards.ts`: a type guard for each definition. */
export function guardsModule(context: Context): Statement[] {
  return context.definitions.flatMap((definition) => guardOf(definition, context));
}

function guardOf({ name, type }: Definition, context: Context): Statement[] {
  const typeName = context.typeName(name);
  const guard = (statements: Code): FunctionDeclarationStructure => {
    // A parameter that is not looked at says so.
    const parameter = mentionsValue(statements) ? "value" : "_value";
    return {
      kind: StructureKind.Function,
      isExported: true,
      name: context.guardName(name),
      leadingTrivia: comment(code`Whether \`${parameter as Code}\` is a valid {@link ${typeName}}.`),
      parameters: [{ name: parameter, type: "unknown" }],
      returnType: `${parameter} is ${typeName}`,
      statements,
    };
  };
  if (type.kind === "union" && type.tag !== undefined && isAllTagged(type, type.tag, context)) {
    const members = membersByKind(type, type.tag, context.resolve);
    if (members.length <= mostCases) {
      const cases = members.map(
        ([kind, member]) => [literal(kind), test(member, code`value`, context)] as const,
      );
      return [guard(switchingByKind(cases, type.tag, code`false`))];
    }
    const guards = code`${context.valueName(name)}Guards`;
    const entries = members.map(([kind, member]) => [kind, predicate(member, context)] as const);
    return [
      guard(code`return isTagged(value, ${stringLiteral(type.tag)}, ${guards});`),
      table(guards, code`AnyGuard`, entries),
    ];
  }
  if (type.kind === "union" && context.rulesName(type) === undefined) {
    const tests = telling(type).map((member) => test(member, code`value`, context));
    return [guard(returning(tests, "||"))];
  }
  const body = bodyOf(type);
  const isClosed = type.kind === "object" && typeof type.others === "string" && type.patterns === undefined;
  const keys = body.kind === "object" && !isClosed ? inlineKeys(body) : code`keyof ${typeName}`;
  return [guard(returning(conditionsOf(type, code`value`, context, keys)))];
}

/** How many kinds a `switch` may tell apart: it looks at one after the other, and a table of more is faster. */
export const mostCases = 8;

/** Statements that go on with the kind that `value` says it is; where it is none of them, they give `otherwise`. */
export function switchingByKind(
  cases: readonly (readonly [kind: Code, result: Code])[],
  tag: string,
  otherwise: Code,
): Code {
  const value = code`value`;
  const name = stringLiteral(tag);
  const kind = tag in Object.prototype ? code`own(${value}, ${name})` : access(value, tag);
  const notObject = code`if (!isObject<${name}>(value)) return ${otherwise};`;
  return code`${notObject}\n${switching(kind, cases, otherwise)}`;
}

/** Whether all values of a union are objects that have its tag. */
function isAllTagged(type: UnionType, tag: string, context: Context): boolean {
  return type.members.every((member) => membersByKind(member, tag, context.resolve).length > 0);
}

function returning(conditions: readonly Code[], operator: "&&" | "||" = "&&"): Code {
  const line = joined(conditions, ` ${operator} `);
  if (line.length <= 80) return code`return ${line};`;
  return code`return (\n  ${joined(conditions, ` ${operator}\n  `)}\n);`;
}

/** An expression that tells whether `value` is of a type. */
export function test(type: Type, value: Code, context: Context): Code {
  switch (type.kind) {
    case "unknown":
      return code`true`;
    case "never":
      return code`false`;
    case "null":
      return code`${value} === null`;
    case "boolean":
      return code`typeof ${value} === "boolean"`;
    case "string":
    case "number":
    case "bigint":
    case "array":
    case "object":
    case "constrained":
      return all(conditionsOf(type, value, context, code``));
    case "literal":
      return typeof type.value === "object" && type.value !== null
        ? code`isSame(${value}, ${literal(type.value)})`
        : code`${value} === ${literal(type.value)}`;
    case "union": {
      if (context.rulesName(type) !== undefined) return rulesCondition(type, value, context);
      const tests = telling(type).map((member) => test(member, value, context));
      return tests.length === 1 ? (tests[0] as Code) : code`(${joined(tests, " || ")})`;
    }
    case "reference": {
      const guard = context.guardName(type.name);
      return context.definition(type.name).levels === Number.POSITIVE_INFINITY
        ? code`isNested(${value}, ${guard})`
        : code`${guard}(${value})`;
    }
  }
}

/** The members of a union without constants that another member accepts anyway. */
function telling({ members }: UnionType): readonly Type[] {
  const whole = new Set(members.filter(isWhole).map(jsonTypeOf));
  return members.filter((member) => member.kind !== "literal" || !whole.has(jsonTypeOf(member)));
}

/** A function that tells whether its argument is of a type. */
export function predicate(type: Type, context: Context): Code {
  const value = code`value`;
  if (type.kind === "unknown") return code`() => true`;
  if (type.kind === "never") return code`() => false`;
  const conditions = conditionsOf(type, value, context, code``);
  const [only] = conditions;
  const call = only && conditions.length === 1 ? /^(\w+)\(value\)$/.exec(only) : null;
  if (call) return call[1] as Code;
  const condition = test(type, value, context);
  return mentionsValue(condition) ? code`(value) => ${condition}` : code`() => ${condition}`;
}

/** The conditions that all must hold for `value` to be of a type; `keys` are the properties of an object. */
function conditionsOf(type: Type, value: Code, context: Context, keys: Code): Code[] {
  switch (type.kind) {
    case "string":
      return stringConditions(type, value);
    case "number":
      return numberConditions(type, value);
    case "bigint":
      return bigintConditions(type, value);
    case "array":
      return arrayConditions(type, value, context);
    case "object":
      return context.rulesName(type) === undefined
        ? objectConditions(type, value, context, keys === "" ? inlineKeys(type) : keys)
        : [code`isObject(${value})`, rulesCondition(type, value, context)];
    case "constrained":
      return [
        ...conditionsOf(type.type, value, context, keys).filter((condition) => condition !== "true"),
        rulesCondition(type, value, context),
      ];
    default:
      return [test(type, value, context)];
  }
}

function rulesCondition(type: Type, value: Code, context: Context): Code {
  return code`passes(${value}, ${context.rulesName(type) as Code})`;
}

function all(conditions: readonly Code[]): Code {
  return conditions.length === 1 ? (conditions[0] as Code) : code`(${joined(conditions, " && ")})`;
}

function stringConditions({ minLength, maxLength, patterns, formats = [] }: StringType, value: Code): Code[] {
  return [
    code`typeof ${value} === "string"`,
    ...(minLength === undefined ? [] : [code`lengthOf(${value}) >= ${literal(minLength)}`]),
    ...(maxLength === undefined ? [] : [code`lengthOf(${value}) <= ${literal(maxLength)}`]),
    ...patterns.map((pattern) => code`${regularExpression(pattern)}.test(${value})`),
    ...formats.map((format) => code`${identifier(predicateOf(format).name)}(${value})`),
  ];
}

function numberConditions(type: NumberType, value: Code): Code[] {
  const bounds = (
    [
      ["minimum", code`>=`],
      ["exclusiveMinimum", code`>`],
      ["maximum", code`<=`],
      ["exclusiveMaximum", code`<`],
    ] as const
  ).flatMap(([name, sign]) => {
    const bound = type[name];
    return bound === undefined ? [] : [code`${value} ${sign} ${literal(bound)}`];
  });
  const kind = type.isInteger ? code`isInteger(${value})` : code`isNumber(${value})`;
  return [kind, ...bounds, ...multipleConditions(type, value)];
}

function multipleConditions({ multipleOf = [] }: NumberType | BigIntType, value: Code): Code[] {
  return multipleOf.map((divisor) => code`isMultipleOf(${value}, ${literal(divisor)})`);
}

function bigintConditions(type: BigIntType, value: Code): Code[] {
  const { format, minimum, maximum } = type;
  const [least, most] = format === "int64" ? [-(2n ** 63n), 2n ** 63n - 1n] : [0n, 2n ** 64n - 1n];
  return [
    format === "int64" ? code`isInt64(${value})` : code`isUint64(${value})`,
    ...(minimum === least ? [] : [code`${value} >= ${literal(minimum)}`]),
    ...(maximum === most ? [] : [code`${value} <= ${literal(maximum)}`]),
    ...multipleConditions(type, value),
  ];
}

function arrayConditions(type: ArrayType, value: Code, context: Context): Code[] {
  const { prefix, items, minItems, maxItems } = type;
  const isFree = items.kind === "unknown";
  let elements = isFree
    ? code`Array.isArray(${value})`
    : code`isArrayOf(${value}, ${predicate(items, context)})`;
  if (prefix.length > 0) {
    const list = joined(
      prefix.map((element) => predicate(element, context)),
      ", ",
    );
    const rest = isFree ? code`` : code`, ${predicate(items, context)}`;
    elements = code`isTuple(${value}, [${list}]${rest})`;
  }
  return [
    elements,
    ...(minItems === 0 ? [] : [code`${value}.length >= ${literal(minItems)}`]),
    ...(maxItems === undefined ? [] : [code`${value}.length <= ${literal(maxItems)}`]),
    ...(type.isUnique ? [code`isUnique(${value})`] : []),
  ];
}

function objectConditions(type: ObjectType, value: Code, context: Context, keys: Code): Code[] {
  const { properties, others } = type;
  if (properties.some((property) => property.isRequired && property.type.kind === "never"))
    return [code`false`];
  const conditions = [
    properties.length === 0 ? code`isObject(${value})` : code`isObject<${keys}>(${value})`,
    ...properties.flatMap((property) => propertyCondition(property, value, context)),
  ];
  conditions.push(...limitConditions(type, value, context));
  const isFree = others === "ignored" || (others !== "forbidden" && others.kind === "unknown");
  const { patterns = [] } = type;
  if (isFree && patterns.length === 0) return conditions;
  const declared = code`[${list(properties.map(({ name }) => name))}]`;
  if (patterns.length === 0) {
    const guard = others === "forbidden" ? code`` : code`, ${predicate(others as Type, context)}`;
    return [...conditions, code`hasOnly(${value}, ${declared}${guard})`];
  }
  const matching = patterns.map(
    (one) => code`[${regularExpression(one.pattern)}, ${predicate(one.type, context)}]`,
  );
  const rest = others === "forbidden" ? nothing : (others as Type);
  const guard = isFree ? code`` : code`, ${predicate(rest, context)}`;
  return [...conditions, code`hasMatching(${value}, ${declared}, [${joined(matching, ", ")}]${guard})`];
}

/** The conditions on the names and the number of the properties. */
function limitConditions(type: ObjectType, value: Code, context: Context): Code[] {
  const { names, minProperties, maxProperties, dependencies = [] } = type;
  return [
    ...(minProperties === undefined ? [] : [code`sizeOf(${value}) >= ${literal(minProperties)}`]),
    ...(maxProperties === undefined ? [] : [code`sizeOf(${value}) <= ${literal(maxProperties)}`]),
    ...dependencies.map(
      ({ name, requires }) => code`hasWith(${value}, ${stringLiteral(name)}, [${list(requires)}])`,
    ),
    ...(names === undefined || names.kind === "unknown"
      ? []
      : [code`hasNames(${value}, ${predicate(names, context)})`]),
  ];
}

function list(names: readonly string[]): Code {
  return joined(names.map(stringLiteral), ", ");
}

function propertyCondition({ name, isRequired, type }: Property, object: Code, context: Context): Code[] {
  if (name in Object.prototype) return [inheritedCondition({ name, isRequired, type }, object, context)];
  const value = access(object, name);
  if (type.kind === "unknown") return isRequired ? [code`${value} !== undefined`] : [];
  if (isRequired) {
    // What takes anything would take nothing as well.
    const takesAnything = leavesOf(type, context.resolve).some(({ kind }) => kind === "unknown");
    return [...(takesAnything ? [code`${value} !== undefined`] : []), test(type, value, context)];
  }
  if (type.kind === "never") return [code`${value} === undefined`];
  return [code`(${value} === undefined || ${test(type, value, context)})`];
}

/** The condition for a property of a name that all objects have something under, which TypeScript knows, too. */
function inheritedCondition(
  { name, isRequired, type }: Pick<Property, "name" | "isRequired" | "type">,
  object: Code,
  context: Context,
): Code {
  const value = code`own(${object}, ${stringLiteral(name)})`;
  if (type.kind === "unknown" && isRequired) return code`${value} !== undefined`;
  const condition = code`fits(${value}, ${predicate(type, context)})`;
  const takesAnything = leavesOf(type, context.resolve).some(({ kind }) => kind === "unknown");
  if (isRequired && takesAnything) return code`(${value} !== undefined && ${condition})`;
  return isRequired ? condition : code`(${value} === undefined || ${condition})`;
}

function inlineKeys({ properties }: ObjectType): Code {
  return joined(
    properties.map(({ name }) => stringLiteral(name)),
    " | ",
  );
}
