import type { Evidence, ObjectEvidence, Splits } from "./evidence.js";
import { areMaps, valuesOf } from "./maps.js";
import type { Proposal } from "./proposal.js";
import { isSecretName } from "./secrets.js";
import { usualRank } from "./tag.js";
import { thresholds } from "./thresholds.js";

type Value = Readonly<Record<string, unknown>>;

/** So much of what differs between objects must be told by the tag of a union; less by a name that tags often have. */
const TOLD = 0.5;
const TOLD_USUAL = 0.35;

/**
 * Finds objects inside of frames that are of several types, told apart by a property of theirs.
 *
 * @param values - some of the objects that the evidence is of.
 * @returns nothing where there are none.
 */
export function splitsIn(
  evidence: ObjectEvidence,
  values: readonly Value[],
  proposal: Proposal | undefined,
): Splits | undefined {
  const fields = new Map<string, Splits>();
  for (const name of evidence.order) {
    const inner = values.flatMap((value) => (Object.hasOwn(value, name) ? [value[name]] : []));
    const found = splitsAt(evidence.fields.get(name) as Evidence, inner, proposal?.property(name));
    if (found) fields.set(name, found);
  }
  return fields.size > 0 ? { fields } : undefined;
}

/** Those at one place, and below it. */
function splitsAt(
  { arrays, allObjects }: Evidence,
  values: readonly unknown[],
  proposal: Proposal | undefined,
): Splits | undefined {
  const elements = values.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : []));
  const ofElements = arrays?.elements && splitsAt(arrays.elements, elements, proposal?.elements);
  const objects = values.filter(isObject);
  if (allObjects && areMaps(allObjects, proposal)) {
    const inner = objects.flatMap((one) => Object.values(one));
    const ofValues = splitsAt(valuesOf(allObjects), inner, proposal?.values);
    if (!ofValues && !ofElements) return undefined;
    return {
      fields: new Map(),
      ...(ofElements ? { elements: ofElements } : {}),
      ...(ofValues ? { values: ofValues } : {}),
    };
  }
  const below = allObjects && splitsIn(allObjects, objects, proposal);
  const tag = allObjects && tagOf(allObjects, objects);
  if (tag === undefined && !below && !ofElements) return undefined;
  return {
    ...(tag === undefined ? {} : { tag }),
    fields: below?.fields ?? new Map(),
    ...(ofElements ? { elements: ofElements } : {}),
  };
}

/** The property that tells objects apart, if they are of several types. */
function tagOf(evidence: ObjectEvidence, values: readonly Value[]): string | undefined {
  const before = disorder(values);
  if (before === 0) return undefined;
  const candidates = evidence.order.flatMap((name) => {
    const { count, strings, integers } = evidence.fields.get(name) as Evidence;
    const isAlways = count === evidence.count && (strings?.count ?? 0) + (integers?.count ?? 0) === count;
    if (!isAlways || (strings && !strings.values) || isSecretName(name)) return [];
    const groups = new Map<unknown, Value[]>();
    for (const value of values) groups.set(value[name], [...(groups.get(value[name]) ?? []), value]);
    const isFit =
      groups.size >= 2 &&
      groups.size <= thresholds.variants &&
      [...groups.values()].every((group) => group.length >= thresholds.variantSeen);
    if (!isFit) return [];
    const after = [...groups.values()].reduce((sum, group) => sum + disorder(group), 0);
    const told = 1 - after / before;
    return told >= (usualRank(name) < usualRank("") ? TOLD_USUAL : TOLD) ? [{ name, told }] : [];
  });
  candidates.sort((a, b) => b.told - a.told || usualRank(a.name) - usualRank(b.name));
  return candidates[0]?.name;
}

/** How much objects differ in which properties they have, and of which types: 0 where not at all. */
function disorder(values: readonly Value[]): number {
  const names = new Set(values.flatMap((value) => Object.keys(value)));
  let sum = 0;
  for (const name of names) {
    const counts = new Map<string, number>();
    for (const value of values) {
      const type = Object.hasOwn(value, name) ? typeOf(value[name]) : "absent";
      // A null says nothing of what the type is otherwise.
      if (type !== "null") counts.set(type, (counts.get(type) ?? 0) + 1);
    }
    const total = [...counts.values()].reduce((all, count) => all + count, 0);
    for (const count of counts.values()) sum -= count * Math.log2(count / total);
  }
  return sum < 1e-9 ? 0 : sum;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "bigint") return "number";
  return Array.isArray(value) ? "array" : typeof value;
}

function isObject(value: unknown): value is Value {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
