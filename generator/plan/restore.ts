import { referencesIn } from "../model/references.js";
import type { Definition, Type } from "../model/types.js";
import type { PlanContext } from "./check.js";
import { call, type Expression, name, value } from "./expression.js";
import { membersByKind } from "./members.js";

/** The names of the definitions that have something to restore in them, however deep. */
export function restorable(definitions: readonly Definition[]): Set<string> {
  const found = new Set(definitions.filter(({ type }) => hasNumbers(type)).map(({ name: own }) => own));
  const users = new Map<string, string[]>();
  for (const { name: own, type } of definitions) {
    for (const inner of referencesIn(type)) users.set(inner, [...(users.get(inner) ?? []), own]);
  }
  const queue = [...found];
  for (const next of queue) {
    for (const user of users.get(next) ?? []) {
      if (found.has(user)) continue;
      found.add(user);
      queue.push(user);
    }
  }
  return found;
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
      return typeof type.value === "bigint" ? name("toBigInt") : undefined;
    case "array": {
      const prefix = type.prefix.map((inner) => restore(inner) ?? name("asIs"));
      const rest = restore(type.items);
      const isNeeded = rest !== undefined || type.prefix.some((inner) => restore(inner));
      return isNeeded ? call("restoreArray", { is: "list", items: prefix }, rest) : undefined;
    }
    case "object": {
      const entries = type.properties.flatMap((property) => {
        const inner = restore(property.type);
        return inner ? [[property.name, inner] as const] : [];
      });
      const others = typeof type.others === "string" ? undefined : restore(type.others);
      if (entries.length === 0 && !others) return undefined;
      return call("restoreObject", { is: "record", entries }, others);
    }
    case "union": {
      const { tag } = type;
      if (tag !== undefined) return restoreOfTagged(type, tag, names, context);
      const rules = type.members.flatMap((member) => restore(member) ?? []);
      return rules.length > 1 ? call("restoreAll", ...rules) : rules[0];
    }
    case "reference":
      return names.has(type.name)
        ? { is: "definition", name: type.name, isLater: context.isLater(type.name) }
        : undefined;
    default:
      return undefined;
  }
}

function restoreOfTagged(
  type: Type,
  tag: string,
  names: ReadonlySet<string>,
  context: PlanContext,
): Expression | undefined {
  const entries = membersByKind(type, tag, context.resolve).flatMap(([kind, member]) => {
    const inner = restoreOf(member, names, context);
    return inner ? [[kind, inner] as const] : [];
  });
  return entries.length === 0 ? undefined : call("restoreTagged", value(tag), { is: "map", entries });
}

function hasNumbers(type: Type): boolean {
  switch (type.kind) {
    case "number":
      return !type.isInteger;
    case "bigint":
      return true;
    case "literal":
      return typeof type.value === "bigint";
    case "array":
      return [...type.prefix, type.items].some(hasNumbers);
    case "object":
      return (
        type.properties.some((property) => hasNumbers(property.type)) ||
        (typeof type.others !== "string" && hasNumbers(type.others))
      );
    case "union":
      return type.members.some(hasNumbers);
    default:
      return false;
  }
}
