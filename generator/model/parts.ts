import type { Evaluated, ObjectType, Rule, Type } from "./types.js";

/** The parts of types, which are asked for again and again. */
const known = new WeakMap<Type, readonly Type[]>();

/** The types that a type is directly made of. */
export function partsOf(type: Type): readonly Type[] {
  const before = known.get(type);
  if (before) return before;
  const parts: Type[] = [];
  mapParts(type, (part) => {
    parts.push(part);
    return part;
  });
  known.set(type, parts);
  return parts;
}

/** The same type made of other parts. */
export function mapParts(type: Type, change: (part: Type) => Type): Type {
  switch (type.kind) {
    case "array":
      return { ...type, prefix: type.prefix.map(change), items: change(type.items) };
    case "object":
      return mapObject(type, change);
    case "union":
      return { ...type, members: type.members.map(change) };
    case "constrained":
      return {
        ...type,
        type: change(type.type),
        rules: type.rules.map((rule) => mapRule(rule, change)),
      };
    default:
      return type;
  }
}

/** The same rule made of other types. */
export function mapRule(rule: Rule, change: (part: Type) => Type): Rule {
  switch (rule.is) {
    case "if":
      return {
        is: rule.is,
        condition: change(rule.condition),
        consequent: change(rule.consequent),
        alternative: change(rule.alternative),
      };
    case "unevaluatedProperties":
    case "unevaluatedItems":
      return { ...rule, evaluated: mapEvaluated(rule.evaluated, change), type: change(rule.type) };
    default:
      return { ...rule, type: change(rule.type) };
  }
}

function mapObject(type: ObjectType, change: (part: Type) => Type): ObjectType {
  const { patterns, names, others } = type;
  return {
    ...type,
    properties: type.properties.map((property) => ({ ...property, type: change(property.type) })),
    ...(patterns ? { patterns: patterns.map((one) => ({ ...one, type: change(one.type) })) } : {}),
    others: typeof others === "string" ? others : change(others),
    ...(names ? { names: change(names) } : {}),
  };
}

function mapEvaluated(evaluated: Evaluated, change: (part: Type) => Type): Evaluated {
  return {
    ...evaluated,
    contains: evaluated.contains.map(change),
    branches: evaluated.branches.map((branch) => ({
      condition: change(branch.condition),
      consequent: mapEvaluated(branch.consequent, change),
      ...(branch.alternative ? { alternative: mapEvaluated(branch.alternative, change) } : {}),
    })),
  };
}
