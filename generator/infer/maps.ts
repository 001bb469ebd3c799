import { Evidence, newBudget, type ObjectEvidence } from "./evidence.js";
import type { Proposal } from "./proposal.js";
import { looksSecret } from "./secrets.js";
import { thresholds } from "./thresholds.js";

/**
 * Whether the names in objects are data, as quicktype-core says of a sample, or as all of them show: there are many, each
 * object has few of them, and either they are no words or the values are all of one type.
 */
export function areMaps(
  { count, fields, values, order }: ObjectEvidence,
  proposal: Proposal | undefined,
): boolean {
  if (fields.size === 0 && !values) return false;
  if (values || proposal?.isMap || order.every(looksSecret)) return true;
  const all = [...fields.values()];
  const isOneType = new Set(all.map(typesOf)).size === 1;
  // Nobody calls a property `🎉`; that it is data shows in the first one.
  if (isOneType && order.some((name) => oddName.test(name))) return true;
  const share = all.reduce((sum, field) => sum + field.count, 0) / (count * fields.size);
  const isEvenly = all.every((field) => 2 * field.count <= count);
  if (isOneType && isEvenly && fields.size >= thresholds.mapWords && share <= thresholds.mapWordsShare)
    return true;
  const ids = order.filter((name) => /\d/.test(name)).length;
  return (
    fields.size >= thresholds.mapNames &&
    share <= thresholds.mapShare &&
    (isOneType || 2 * ids > order.length)
  );
}

/** A name that has neither letter nor digit, or a symbol that names of properties do not have. */
const oddName = /^[^\p{L}\p{N}]+$|[^\p{L}\p{M}\p{N}_$@.:/ -]/u;

function typesOf({ booleans, reals, integers, strings, arrays, objects }: Evidence): string {
  const isNumber = reals > 0 || integers !== undefined;
  return [booleans > 0, isNumber, strings !== undefined, arrays !== undefined, objects !== undefined].join();
}

/** What has been seen of the values of maps. */
export function valuesOf({ values, fields }: ObjectEvidence): Evidence {
  if (values) return values;
  const [first] = fields.values();
  const all = new Evidence(newBudget(), first?.splits);
  for (const field of fields.values()) all.merge(field, newBudget());
  return all;
}
