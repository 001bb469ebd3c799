import { firstDifference, unifiedDiff } from "../../generator/write/diff.js";
import type { Invocation } from "../cli.js";
import { count, planned } from "./run.js";

/** `framewright check`: writes nothing, and names every file that is not as the schema says. */
export async function handler(invocation: Invocation): Promise<number> {
  const { output } = invocation;
  const { settings, changes } = await planned(invocation, true);
  const given = invocation.inputs.map((input) => ` ${input}`).join("");
  const drifted = changes.filter(({ kind }) => kind !== "keep");
  for (const change of drifted) {
    const found = { diff: unifiedDiff(change, settings.out), line: firstDifference(change), isDrift: true };
    output.file(change, settings.out, found);
  }
  if (drifted.length === 0) {
    output.summary(`No drift: ${count(changes.length)} in ${settings.out} as the schema says.`);
    return 0;
  }
  output.summary(
    `Drift: ${count(drifted.length)} of ${changes.length} in ${settings.out}. Run \`framewright generate${given}\`.`,
  );
  return 1;
}
