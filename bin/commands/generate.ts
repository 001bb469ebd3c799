import { watch } from "node:fs";
import { dirname, join } from "node:path";
import { settings } from "../../generator/config.js";
import { DiagnosticsError } from "../../generator/diagnostics.js";
import { apply } from "../../generator/write/apply.js";
import { firstDifference, unifiedDiff } from "../../generator/write/diff.js";
import type { Invocation } from "../cli.js";
import { count, planned } from "./run.js";

/** `framewright generate`: writes what changed. */
export async function handler(invocation: Invocation): Promise<number> {
  const { dryRun, force, watch: isWatching, ...flags } = invocation.flags as Record<string, unknown>;
  const plain: Invocation = { ...invocation, flags };
  const once = () => generateOnce(plain, dryRun === true, force === true);
  if (isWatching !== true) return once();
  await watched(plain, once);
  return 0;
}

async function generateOnce(invocation: Invocation, isDry: boolean, isForced: boolean): Promise<number> {
  const { output } = invocation;
  const { settings: chosen, folder, changes } = await planned(invocation, isForced);
  const due = changes.filter(({ kind }) => kind !== "keep");
  if (!isDry) apply(changes, folder, chosen.out);
  for (const change of due) {
    const found = { diff: unifiedDiff(change, chosen.out), line: firstDifference(change) };
    output.file(change, chosen.out, isDry ? found : undefined);
  }
  const kept = changes.length - due.length;
  if (due.length === 0) output.summary(`Nothing to write: ${count(kept)} in ${chosen.out} up to date.`);
  else if (isDry) output.summary(`Would write ${count(due.length)} in ${chosen.out}; ${kept} up to date.`);
  else output.summary(`Wrote ${count(due.length)} in ${chosen.out}; ${kept} already up to date.`);
  return 0;
}

/** Generates now and after every change of a schema, until the process is ended. */
async function watched(invocation: Invocation, once: () => Promise<number>): Promise<never> {
  const { output, inputs, flags, workingFolder } = invocation;
  const { input, schemaRoot } = settings(
    { ...flags, input: inputs.length > 0 ? inputs : undefined },
    workingFolder,
  );
  const folder = join(workingFolder, schemaRoot ?? dirname(input[0] ?? ""));
  const round = async () => {
    try {
      await once();
    } catch (error) {
      if (!(error instanceof DiagnosticsError)) throw error;
      output.diagnostics(error.diagnostics);
    }
    output.note(`Watching ${schemaRoot ?? dirname(input[0] ?? "")} …`);
  };
  let queue = round();
  let timer: NodeJS.Timeout | undefined;
  watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      queue = queue.then(round);
    }, 50);
  });
  return new Promise(() => {});
}
