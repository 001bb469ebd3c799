import type { Json, ObjectType, Type, UnionType } from "../model/types.js";
import type { Resolve } from "../model/values.js";
import { call, type Expression, name, settings, value } from "./expression.js";
import { isWholeJsonType, membersByJsonType, membersByKind } from "./members.js";

/** What a plan has to know of the definitions around it. */
export interface PlanContext {
  readonly resolve: Resolve;
  /** Whether the definition may not exist yet when the expression is evaluated. */
  readonly isLater: (definition: string) => boolean;
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
      return call("string", textLimits(type));
    case "number": {
      const { kind, isInteger, ...range } = type;
      return call(isInteger ? "integer" : "number", settings(range));
    }
    case "bigint": {
      const { format, minimum, maximum } = type;
      return call("bigint", value(format), settings({ minimum, maximum }));
    }
    case "literal":
      return call("literal", value(type.value));
    case "array": {
      const { minItems, maxItems } = type;
      const limits = settings({ minItems: minItems === 0 ? undefined : minItems, maxItems });
      if (type.prefix.length === 0) return call("array", check(type.items), limits);
      const rest = type.items.kind === "unknown" && !limits ? undefined : check(type.items);
      return call("tuple", { is: "list", items: type.prefix.map(check) }, rest, limits);
    }
    case "object":
      return checkOfObject(type, check);
    case "union":
      return checkOfUnion(type, context);
    case "reference":
      return { is: "definition", name: type.name, purpose: "check", isLater: context.isLater(type.name) };
  }
}

function textLimits(type: Extract<Type, { kind: "string" }>): Expression | undefined {
  const { minLength, maxLength, patterns } = type;
  const limits = settings({ minLength, maxLength });
  if (patterns.length === 0) return limits;
  const items = patterns.map((pattern): Expression => ({ is: "pattern", pattern }));
  const entries = limits?.is === "record" ? limits.entries : [];
  return { is: "record", entries: [...entries, ["patterns", { is: "list", items }]] };
}

function checkOfObject(type: ObjectType, check: (inner: Type) => Expression): Expression {
  const { properties, others } = type;
  if (properties.length === 0 && typeof others !== "string") return call("record", check(others));
  const entries = properties.map((property) => {
    const inner = check(property.type);
    return [property.name, property.isRequired ? inner : call("optional", inner)] as const;
  });
  const rest = others === "ignored" ? undefined : others === "forbidden" ? value(others) : check(others);
  return call("object", { is: "record", entries }, rest);
}

function checkOfUnion(type: UnionType, context: PlanContext): Expression {
  const checks = (members: readonly Type[]): Expression => ({
    is: "list",
    items: members.map((member) => checkOf(member, context)),
  });
  if (type.isExclusive) return call("oneOf", checks(type.members));
  const constants = type.members.flatMap(constantOf);
  if (constants.length === type.members.length) return call("enumeration", value(constants));
  const entries = [...membersByJsonType(type, context.resolve)].map(([jsonType, members]) => {
    const [only] = members;
    if (only && members.length === 1) return [jsonType, checkOf(only, context)] as const;
    if (jsonType === "object" && type.tag !== undefined)
      return [jsonType, checkOfTagged(type, type.tag, context)] as const;
    const free = members.find(isWholeJsonType);
    if (free) return [jsonType, checkOf(free, context)] as const;
    const literals = members.flatMap(constantOf);
    const isEnum = literals.length === members.length;
    return [
      jsonType,
      isEnum ? call("enumeration", value(literals)) : call("anyOf", checks(members)),
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

function constantOf(type: Type): Json[] {
  if (type.kind === "null") return [null];
  return type.kind === "literal" ? [type.value] : [];
}
