import type { Evidence, ObjectEvidence } from "./evidence.js";
import { looksSecret } from "./secrets.js";
import { thresholds } from "./thresholds.js";

/**
 * Whether the names in objects are data: there are many, each object has few of them, and either they are no words or the
 * values are all of one type. This is what a sample can't show; what it can is quicktype-core's to say.
 */
export function areMaps({ count, fields, values, order }: ObjectEvidence): boolean {
  if (values || order.some(looksSecret)) return true;
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
