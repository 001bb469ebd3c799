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
  if (fields.size < thresholds.mapNames) return false;
  const all = [...fields.values()];
  const present = all.reduce((sum, field) => sum + field.count, 0);
  if (present > thresholds.mapShare * count * fields.size) return false;
  const ids = order.filter((name) => /\d/.test(name)).length;
  return 2 * ids > order.length || new Set(all.map(typesOf)).size === 1;
}

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
