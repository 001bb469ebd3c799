import { apply } from "../../generator/write/apply.js";
import { firstDifference, unifiedDiff } from "../../generator/write/diff.js";
import type { Change } from "../../generator/write/plan.js";
import type { Invocation } from "../cli.js";
import type { Found } from "../output.js";
import { count, planned } from "./run.js";
import { watch } from "./watch.js";

/** `framewright generate`: writes what changed. */
export async function handler(invocation: Invocation): Promise<number> {
  const { dryRun, force, watch: isWatching, ...flags } = invocation.flags as Record<string, unknown>;
  const plain: Invocation = { ...invocation, flags };
  const once = () => generateOnce(plain, dryRun === true, force === true);
  if (isWatching !== true) return once();
  return watch(plain, once);
}

async function generateOnce(invocation: Invocation, isDry: boolean, isForced: boolean): Promise<number> {
  const { output } = invocation;
  const { settings: chosen, folder, changes } = await planned(invocation, isForced);
  const due = changes.filter(({ kind }) => kind !== "keep");
  if (!isDry) apply(changes, folder, chosen.out);
  for (const change of due) {
    output.file(change, chosen.out, isDry ? foundIn(change, chosen.out) : undefined);
  }
  const kept = changes.length - due.length;
  if (due.length === 0) output.summary(`Nothing to write: ${count(kept)} in ${chosen.out} up to date.`);
  else if (isDry) output.summary(`Would write ${count(due.length)} in ${chosen.out}; ${kept} up to date.`);
  else output.summary(`Wrote ${count(due.length)} in ${chosen.out}; ${kept} already up to date.`);
  return 0;
}

function foundIn(change: Change, folder: string): Found {
  return { diff: unifiedDiff(change, folder), line: firstDifference(change), isDrift: false };
}
