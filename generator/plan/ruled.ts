import { partsOf } from "../model/parts.js";
import { referencesIn } from "../model/references.js";
import type { ConstrainedType, Definition, ObjectType, Type, UnionType } from "../model/types.js";
import { membersByJsonType } from "./members.js";

/** A type that a boolean expression can't tell, or not soon enough: it is asked by a check, which has a memory. */
export type RuledType = ConstrainedType | ObjectType | UnionType;

/** How many levels of definitions may be looked at twice each: the time for that doubles with every level. */
const maxLevels = 6;

/** The types in a type, itself among them, that are asked by a check. */
export function ruledTypesIn(type: Type, definition: (name: string) => Definition): RuledType[] {
  const inside = (parts: readonly Type[]) => parts.flatMap((part) => ruledTypesIn(part, definition));
  // The types in a rule are looked at by its check.
  if (type.kind === "constrained") return [...inside([type.type]), type];
  const isDeep = (part: Type) => referencesIn(part).some((name) => definition(name).levels > maxLevels);
  const isRuled =
    (type.kind === "object" && (type.patterns ?? []).filter((one) => isDeep(one.type)).length > 1) ||
    (type.kind === "union" && isRuledUnion(type, definition, isDeep));
  return [...inside(partsOf(type)), ...(isRuled ? [type as RuledType] : [])];
}

/** Whether the members of a union must be counted, or several of them look deep into the same parts of a value. */
function isRuledUnion(
  type: UnionType,
  definition: (name: string) => Definition,
  isDeep: (part: Type) => boolean,
): boolean {
  if (type.isExclusive) return true;
  if (type.tag !== undefined || type.members.filter(isDeep).length < 2) return false;
  const groups = membersByJsonType(type, (name) => definition(name).type);
  return (["object", "array"] as const).some((kind) => (groups.get(kind) ?? []).filter(isDeep).length > 1);
}
