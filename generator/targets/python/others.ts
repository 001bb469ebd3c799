import { partsOf } from "../../model/parts.js";
import type { ConstrainedType, ObjectType, Property, Rule } from "../../model/types.js";
import { leavesOf, type Resolve } from "../../model/values.js";

/** Whether an object is a dict rather than a class: it declares no properties, but has others that count. */
export function isMap({ properties, patterns = [], others }: ObjectType): boolean {
  return (
    properties.every(({ isUndeclared }) => isUndeclared) &&
    (typeof others !== "string" || patterns.length > 0)
  );
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
