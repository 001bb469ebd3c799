import { isWhole } from "../model/constrain.js";
import { predicateOf } from "../model/formats.js";
import type { ArrayType, Evaluated, Json, ObjectType, Rule, Type, UnionType } from "../model/types.js";
import { leavesOf, type Resolve } from "../model/values.js";
import { call, type Expression, list, name, record, settings, value } from "./expression.js";
import { membersByJsonType, membersByKind } from "./members.js";
import type { RuledType } from "./ruled.js";

/** What a plan has to know of the definitions around it. */
export interface PlanContext {
  readonly resolve: Resolve;
  /** Whether the definition may not exist yet when the expression is evaluated. */
  readonly isLater: (definition: string) => boolean;
  /** The name of what checks the rules of a type, where that has one. */
  readonly rulesName?: (type: RuledType) => string | undefined;
}

/** The check of a type, out of the functions in `runtime/check.ts` and `runtime/choice.ts`. */
export function checkOf(type: Type, context: PlanContext): Expression {
  const check = (inner: Type) => checkOf(inner, context);
  switch (type.kind) {
    case "unknown":
      return name("json");
    case "never":
      return name("never");
    case "null":
      return name("isNull");
    case "boolean":
      return name("boolean");
    case "string":
      return call("string", limited("textLimits", textLimits(type)));
    case "number": {
      const { kind, isInteger, ...range } = type;
      return call(isInteger ? "integer" : "number", limited("inRange", settings(range)));
    }
    case "bigint": {
      const { format, minimum, maximum, multipleOf } = type;
      return call("bigint", value(format), limited("inRange", settings({ minimum, maximum, multipleOf })));
    }
    case "literal":
      return call("literal", value(type.value), equalityOf([type.value]));
    case "array":
      return checkOfArray(type, check);
    case "object":
    case "union":
      return rulesOf(type, context);
    case "constrained":
      return call("all", check(type.type), rulesOf(type, context));
    case "reference":
      return { is: "definition", name: type.name, purpose: "check", isLater: context.isLater(type.name) };
  }
}

/** What is asked beside a type; it is told in a call of its own, so that who asks nothing needs no function for it. */
function limited(limits: string, given: Expression | undefined): Expression | undefined {
  return given && call(limits, given);
}

/** What tells whether a value is one of `constants`; nothing where they are the same only if they are identical. */
function equalityOf(constants: readonly Json[]): Expression | undefined {
  const isSimple = constants.every((one) => one === null || /^(string|boolean)$/.test(typeof one));
  return isSimple ? undefined : name("isSame");
}

function textLimits(type: Extract<Type, { kind: "string" }>): Expression | undefined {
  const { minLength, maxLength, patterns, formats = [] } = type;
  const asserted = formats.map((format) => list([value(format), name(predicateOf(format).name)]));
  return record({
    minLength: minLength === undefined ? undefined : value(minLength),
    maxLength: maxLength === undefined ? undefined : value(maxLength),
    patterns:
      patterns.length === 0 ? undefined : list(patterns.map((pattern) => ({ is: "pattern", pattern }))),
    formats: asserted.length === 0 ? undefined : list(asserted),
  });
}

function checkOfArray(type: ArrayType, check: (inner: Type) => Expression): Expression {
  const { prefix, items, minItems, maxItems, isUnique } = type;
  const limits = [
    limited("itemLimits", settings({ minItems: minItems === 0 ? undefined : minItems, maxItems })),
    isUnique ? name("uniqueItems") : undefined,
  ];
  if (prefix.length === 0) return call("array", check(items), ...limits);
  const rest = items.kind === "unknown" ? undefined : check(items);
  return call("tuple", list(prefix.map(check)), rest, ...limits);
}

function checkOfObject(type: ObjectType, check: (inner: Type) => Expression): Expression {
  const { properties, others, patterns = [], names } = type;
  const limits = propertyLimits(type);
  const isRecord = properties.length === 0 && patterns.length === 0 && !limits && !names;
  if (isRecord && typeof others !== "string") return call("record", check(others));
  const entries = properties.map((property) => {
    const inner = check(property.type);
    return [property.name, property.isRequired ? inner : call("optional", inner)] as const;
  });
  const free = checkOfOthers(others, check);
  const matching = patterns.map((one) => list([{ is: "pattern", pattern: one.pattern }, check(one.type)]));
  const rest = matching.length === 0 ? free : call("fieldsMatching", list(matching), free);
  return call("object", { is: "record", entries }, rest, limits, names && call("fieldNames", check(names)));
}

function checkOfOthers(
  others: ObjectType["others"],
  check: (inner: Type) => Expression,
): Expression | undefined {
  if (others === "ignored") return undefined;
  return others === "forbidden" ? name("noOtherFields") : call("otherFields", check(others));
}

function propertyLimits(type: ObjectType): Expression | undefined {
  const { minProperties, maxProperties, dependencies } = type;
  const given = {
    minProperties,
    maxProperties,
    dependencies: dependencies?.map((one) => [one.name, one.requires]),
  };
  return limited("propertyLimits", settings(given));
}

/** The check of what a type asks beside its shape, by its name where it has one. */
function rulesOf(type: RuledType, context: PlanContext): Expression {
  const own = context.rulesName?.(type);
  return own === undefined ? rulesCheckOf(type, context) : name(own);
}

/** The check of what a type asks beside its shape. */
export function rulesCheckOf(type: RuledType, context: PlanContext): Expression {
  const check = (inner: Type) => checkOf(inner, context);
  if (type.kind === "union" && type.isExclusive) return call("oneOf", list(type.members.map(check)));
  if (type.kind === "union") return checkOfUnion(type, context);
  if (type.kind === "object") return checkOfObject(type, check);
  const [first, ...more] = type.rules.map((rule) => checkOfRule(rule, check)) as [Expression];
  return more.length === 0 ? first : call("all", first, ...more);
}

function checkOfRule(rule: Rule, check: (inner: Type) => Expression): Expression {
  switch (rule.is) {
    case "fits":
      return check(rule.type);
    case "not":
      return call("not", check(rule.type));
    case "if":
      return call("when", check(rule.condition), check(rule.consequent), check(rule.alternative));
    case "contains": {
      const { minimum, maximum } = rule;
      return call(
        "contains",
        check(rule.type),
        value(minimum),
        maximum === undefined ? undefined : value(maximum),
      );
    }
    case "unevaluatedProperties":
    case "unevaluatedItems":
      return call(rule.is, evaluated(rule.evaluated, check), check(rule.type));
  }
}

function evaluated(one: Evaluated, check: (inner: Type) => Expression): Expression {
  const { properties, patterns, hasAllProperties, items, hasAllItems, contains, branches } = one;
  const unlessEmpty = (items: readonly Expression[]) => (items.length === 0 ? undefined : list(items));
  const given = record({
    properties: unlessEmpty(properties.map((property) => value(property))),
    patterns: unlessEmpty(patterns.map((pattern) => ({ is: "pattern", pattern }))),
    hasAllProperties: hasAllProperties ? value(true) : undefined,
    items: items === 0 ? undefined : value(items),
    hasAllItems: hasAllItems ? value(true) : undefined,
    contains: unlessEmpty(contains.map(check)),
    branches: unlessEmpty(
      branches.map((branch) => ({
        is: "record",
        entries: [
          ["condition", check(branch.condition)],
          ["consequent", evaluated(branch.consequent, check)],
          ...(branch.alternative ? [["alternative", evaluated(branch.alternative, check)] as const] : []),
        ],
      })),
    ),
  });
  return given ?? { is: "record", entries: [] };
}

function checkOfUnion(type: UnionType, context: PlanContext): Expression {
  const checks = (members: readonly Type[]) => list(members.map((member) => checkOf(member, context)));
  const constants = type.members.flatMap(constantOf);
  if (constants.length === type.members.length)
    return call("enumeration", value(constants), equalityOf(constants));
  const entries = [...membersByJsonType(type, context.resolve)].map(([jsonType, members]) => {
    const [only] = members;
    if (only && members.length === 1) return [jsonType, checkOf(only, context)] as const;
    if (jsonType === "object" && type.tag !== undefined)
      return [jsonType, checkOfTagged(type, type.tag, context)] as const;
    // A number that is an integer of 64 bits is not among those of JavaScript.
    const hasBigInts = members.some((member) => leavesOf(member, context.resolve).some(isBigInt));
    const free = hasBigInts ? undefined : members.find(isWhole);
    if (free) return [jsonType, checkOf(free, context)] as const;
    const literals = members.flatMap(constantOf);
    const isEnum = literals.length === members.length;
    return [
      jsonType,
      isEnum ? call("enumeration", value(literals), equalityOf(literals)) : call("anyOf", checks(members)),
    ] as const;
  });
  const [first] = entries;
  return first && entries.length === 1 ? first[1] : call("byType", { is: "record", entries });
}

function checkOfTagged(type: UnionType, tag: string, context: PlanContext): Expression {
  const members = membersByKind(type, tag, context.resolve);
  const entries = members.map(([kind, member]) => [kind, checkOf(member, context)] as const);
  return call("tagged", value(tag), { is: "map", holds: "check", entries });
}

function isBigInt({ kind }: Type): boolean {
  return kind === "bigint";
}

function constantOf(type: Type): Json[] {
  if (type.kind === "null") return [null];
  return type.kind === "literal" ? [type.value] : [];
}
