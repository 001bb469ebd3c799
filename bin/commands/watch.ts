import { readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { settings } from "../../generator/config.js";
import { DiagnosticsError } from "../../generator/diagnostics.js";
import type { Invocation } from "../cli.js";

/** How long it takes for a change to be seen, in milliseconds. */
const interval = 200;

/**
 * Runs `once` now and after every change of a JSON file in the folder of the schemas, until the process ends.
 *
 * It looks at the files themselves: the notifications of operating systems miss files that an editor puts in
 * place of others.
 */
export async function watch(invocation: Invocation, once: () => Promise<number>): Promise<never> {
  const { output, inputs, flags, workingFolder } = invocation;
  const chosen = settings({ ...flags, input: inputs.length > 0 ? inputs : undefined }, workingFolder);
  const folder = chosen.schemaRoot ?? dirname(chosen.input[0] ?? "");
  for (let last: string | undefined; ; await setTimeout(interval)) {
    const now = stateOf(resolve(workingFolder, folder));
    if (now === last) continue;
    last = now;
    try {
      await once();
    } catch (error) {
      if (!(error instanceof DiagnosticsError)) throw error;
      output.diagnostics(error.diagnostics);
    }
    output.note(`Watching ${folder} …`);
  }
}

/** A text that is another one as soon as a JSON file below `folder` is another one. */
function stateOf(folder: string): string {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".json"))
      .map((file) => {
        const { ino, mtimeMs, size } = statSync(join(folder, file));
        return [file, ino, mtimeMs, size].join(" ");
      })
      .join("\n");
  } catch {
    return "nothing there, or not for long";
  }
}
