import { apply } from "../../generator/write/apply.js";
import { firstDifference, unifiedDiff } from "../../generator/write/diff.js";
import type { Invocation } from "../cli.js";
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
    const found = { diff: unifiedDiff(change, chosen.out), line: firstDifference(change), isDrift: false };
    output.file(change, chosen.out, isDry ? found : undefined);
  }
  const kept = changes.length - due.length;
  if (due.length === 0) output.summary(`Nothing to write: ${count(kept)} in ${chosen.out} up to date.`);
  else if (isDry) output.summary(`Would write ${count(due.length)} in ${chosen.out}; ${kept} up to date.`);
  else output.summary(`Wrote ${count(due.length)} in ${chosen.out}; ${kept} already up to date.`);
  return 0;
}
