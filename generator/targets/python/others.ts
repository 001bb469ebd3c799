import { partsOf } from "../../model/parts.js";
import type { ConstrainedType, ObjectType, Property, Rule } from "../../model/types.js";
import { leavesOf, type Resolve } from "../../model/values.js";

/** Whether an object is a dict rather than a class, which has no place for fields that are not declared. */
export function isMap(object: ObjectType): boolean {
  return hasOthers(object) || countsOthers(object);
}

/** Whether an object has fields that are not declared: they belong to its value. */
export function hasOthers({ patterns = [], others }: ObjectType): boolean {
  return typeof others !== "string" || patterns.length > 0;
}

/** Whether an object is asked for the number or the names of its fields, others than those that are declared among them. */
export function countsOthers(object: ObjectType): boolean {
  const { names, minProperties, maxProperties } = object;
  return !isClosed(object) && [names, minProperties, maxProperties].some((limit) => limit !== undefined);
}

/** Whether an object declares any fields. */
export function declaresFields({ properties }: ObjectType): boolean {
  return properties.some(({ isUndeclared }) => !isUndeclared);
}

/** Whether rules ask about fields that a class would not have: what keeps them has to stay plain data. */
export function needsOthers({ type, rules }: ConstrainedType, resolve: Resolve): boolean {
  return leavesOf(type, resolve).some(
    (leaf) =>
      leaf.kind === "object" &&
      !isMap(leaf) &&
      !isClosed(leaf) &&
      rules.some((rule) => isAboutOthers(rule, leaf.properties, resolve)),
  );
}

/** Whether an object may have no fields but those that are declared. */
export function isClosed({ others, patterns = [] }: ObjectType): boolean {
  return others === "forbidden" && patterns.length === 0;
}

/** Whether a rule may speak of fields that are not declared; those of fields in fields are no matter. */
export function isAboutOthers(rule: Rule, properties: readonly Property[], resolve: Resolve): boolean {
  if (rule.is === "unevaluatedProperties") return true;
  const declared = new Set(properties.map(({ name }) => name));
  const parts = partsOf({ kind: "constrained", type: { kind: "unknown" }, rules: [rule] });
  const leaves = parts.flatMap((type) => leavesOf(type, resolve));
  return leaves.some((leaf) => leaf.kind === "object" && namesIn(leaf).some((name) => !declared.has(name)));
}

/** The names of fields of which an object speaks. */
function namesIn({ properties, dependencies = [], patterns = [] }: ObjectType): string[] {
  return [
    ...properties.map(({ name }) => name),
    ...dependencies.flatMap(({ name, requires }) => [name, ...requires]),
    ...patterns.map(({ pattern }) => pattern),
  ];
}
