import { nothing } from "../model/basic.js";
import { partsOf } from "../model/parts.js";
import { namesLeadingTo } from "../model/references.js";
import type { ConstrainedType, Definition, ObjectType, Type, UnionType } from "../model/types.js";
import { checkOf, type PlanContext } from "./check.js";
import { call, type Expression, list, name, value } from "./expression.js";
import { membersByJsonType, membersByKind } from "./members.js";

/** The names of the definitions that have something to restore in them, however deep. */
export function restorable(definitions: readonly Definition[]): Set<string> {
  return having(hasNumbers, definitions);
}

/** The names of the definitions that have 64-bit integers in them, however deep. */
export function withBigInts(definitions: readonly Definition[]): Set<string> {
  return having(hasBigInts, definitions);
}

function having(has: (type: Type) => boolean, definitions: readonly Definition[]): Set<string> {
  const found = definitions.filter(({ type }) => has(type)).map(({ name: own }) => own);
  return namesLeadingTo(
    found,
    new Map(definitions.map(({ name: own, type }) => [own, shapeReferencesIn(type)])),
  );
}

/**
 * How to put the numbers of a parsed value into the form of its type, out of the functions in
 * `runtime/restore.ts`; nothing where `JSON.parse` gives them that form anyway.
 */
export function restoreOf(
  type: Type,
  names: ReadonlySet<string>,
  context: PlanContext,
): Expression | undefined {
  const restore = (inner: Type) => restoreOf(inner, names, context);
  switch (type.kind) {
    case "number":
      return type.isInteger ? undefined : name("toNumber");
    case "bigint":
      return name("toBigInt");
    case "literal":
      return typeof type.value === "bigint" ? restoreOfConstant(type.value) : undefined;
    case "array": {
      const prefix = type.prefix.map((inner) => restore(inner) ?? name("asIs"));
      const rest = restore(type.items);
      const isNeeded = rest !== undefined || type.prefix.some((inner) => restore(inner));
      return isNeeded ? call("restoreArray", { is: "list", items: prefix }, rest) : undefined;
    }
    case "object":
      return restoreOfObject(type, restore);
    case "union":
      return restoreOfUnion(type, names, context);
    case "constrained": {
      const rules = shapesOf(type).flatMap((shape) => restore(shape) ?? []);
      return rules.length > 1 ? call("restoreAll", ...rules) : rules[0];
    }
    case "reference":
      return names.has(type.name)
        ? { is: "definition", name: type.name, purpose: "restore", isLater: context.isLater(type.name) }
        : undefined;
    default:
      return undefined;
  }
}

function restoreOfConstant(constant: bigint): Expression {
  const isSafe = constant >= Number.MIN_SAFE_INTEGER && constant <= Number.MAX_SAFE_INTEGER;
  return isSafe ? name("toBigInt") : call("toConstant", value(constant));
}

function restoreOfObject(
  type: ObjectType,
  restore: (inner: Type) => Expression | undefined,
): Expression | undefined {
  // One that is declared, but has nothing to restore, must not be taken for one of the others.
  const entries = type.properties.map(({ name: own, type: inner }) => [own, restore(inner)] as const);
  const patterns = (type.patterns ?? []).map((one) => [one.pattern, restore(one.type)] as const);
  const others = typeof type.others === "string" ? undefined : restore(type.others);
  const all = [...entries, ...patterns].map(([, inner]) => inner);
  if (!others && all.every((inner) => inner === undefined)) return undefined;
  const isComplete = others !== undefined || patterns.length > 0;
  const fields = entries.flatMap(([own, inner]) =>
    inner ? [[own, inner] as const] : isComplete ? [[own, name("asIs")] as const] : [],
  );
  const rules = patterns.map(([pattern, inner]) => list([{ is: "pattern", pattern }, inner ?? name("asIs")]));
  return call(
    "restoreObject",
    { is: "record", entries: fields },
    others,
    rules.length === 0 ? undefined : list(rules),
  );
}

function restoreOfUnion(
  type: UnionType,
  names: ReadonlySet<string>,
  context: PlanContext,
): Expression | undefined {
  const { tag } = type;
  // All checks are there before the first rule is.
  const isThere: PlanContext = { ...context, isLater: () => false };
  const rules = [...membersByJsonType(type, context.resolve)].flatMap(([jsonType, members]): Expression[] => {
    const all = members.map((member) => restoreOf(member, names, context));
    if (all.every((rule) => rule === undefined)) return [];
    if (jsonType === "object" && tag !== undefined) {
      const entries = membersByKind(type, tag, context.resolve).flatMap(([kind, member]) => {
        const rule = restoreOf(member, names, context);
        return rule ? [[kind, rule] as const] : [];
      });
      return [call("restoreTagged", value(tag), { is: "map", holds: "restore", entries })];
    }
    const [only] = all;
    if (only && all.length === 1) return [only];
    const shapes = members.map(
      (member, index): Expression => ({
        is: "list",
        items: [checkOf(member, isThere), all[index] ?? name("asIs")],
      }),
    );
    return [call("restoreFirst", ...shapes)];
  });
  const distinct = [...new Map(rules.map((rule) => [identity(rule), rule])).values()];
  return distinct.length > 1 ? call("restoreAll", ...distinct) : distinct[0];
}

/** Whether there are 64-bit integers in a type; `names` are the definitions that have them. */
export function holdsBigInts(type: Type, names: ReadonlySet<string>): boolean {
  return hasBigInts(type) || shapeReferencesIn(type).some((one) => names.has(one));
}

function hasNumbers(type: Type): boolean {
  return (type.kind === "number" && !type.isInteger) || hasBigInt(type) || shapesIn(type).some(hasNumbers);
}

function hasBigInts(type: Type): boolean {
  return hasBigInt(type) || shapesIn(type).some(hasBigInts);
}

function hasBigInt(type: Type): boolean {
  return type.kind === "bigint" || (type.kind === "literal" && typeof type.value === "bigint");
}

function shapeReferencesIn(type: Type): string[] {
  return type.kind === "reference" ? [type.name] : shapesIn(type).flatMap(shapeReferencesIn);
}

/** The parts of a type that say what shape its values have, rather than ask something about them. */
function shapesIn(type: Type): readonly Type[] {
  if (type.kind === "constrained") return shapesOf(type);
  return partsOf(type.kind === "object" && type.names ? { ...type, names: nothing } : type);
}

function shapesOf(type: ConstrainedType): Type[] {
  return [type.type, ...type.rules.flatMap((rule) => (rule.is === "fits" ? [rule.type] : []))];
}

/** A text that two expressions share only where they are the same. */
function identity(expression: Expression): string {
  return JSON.stringify(expression, (_, part: unknown) => (typeof part === "bigint" ? `${part}n` : part));
}
