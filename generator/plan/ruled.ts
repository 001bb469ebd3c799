import { partsOf } from "../model/parts.js";
import { referencesIn } from "../model/references.js";
import type { ConstrainedType, Definition, Type, UnionType } from "../model/types.js";
import { membersByJsonType } from "./members.js";

/** A type of which a shape can't tell all: it is asked by the check of its rules, or of its alternatives. */
export type RuledType = ConstrainedType | UnionType;

/** The types in a type, itself among them, of which a shape can't tell all. */
export function ruledTypesIn(type: Type, definition: (name: string) => Definition): RuledType[] {
  const inside = (parts: readonly Type[]) => parts.flatMap((part) => ruledTypesIn(part, definition));
  // The types in a rule are looked at by its check.
  if (type.kind === "constrained") return [...inside([type.type]), type];
  const own = type.kind === "union" && isRuledUnion(type, definition) ? [type] : [];
  return [...inside(partsOf(type)), ...own];
}

/**
 * Whether the members of a union must be counted; or several of them look at the same parts of a value that may
 * be nested without end: to try one after the other would take twice the time for each level.
 */
function isRuledUnion(type: UnionType, definition: (name: string) => Definition): boolean {
  if (type.isExclusive) return true;
  const isEndless = (member: Type) => referencesIn(member).some((name) => definition(name).isRecursive);
  if (type.tag !== undefined || type.members.filter(isEndless).length < 2) return false;
  const groups = membersByJsonType(type, (name) => definition(name).type);
  return (["object", "array"] as const).some((kind) => (groups.get(kind) ?? []).filter(isEndless).length > 1);
}
