import { relative, resolve, sep } from "node:path";
import { type Settings, settings } from "../../generator/config.js";
import { generate } from "../../generator/pipeline.js";
import { type Change, plan } from "../../generator/write/plan.js";
import type { Invocation } from "../cli.js";

/** What the commands that compare the output with the schema begin with. */
export interface Planned {
  readonly settings: Settings;
  /** The output folder. */
  readonly folder: string;
  readonly changes: readonly Change[];
}

/**
 * Generates in memory, and compares with what is on disk.
 *
 * @param isForced - whether files that were not generated may be overwritten.
 */
export async function planned(invocation: Invocation, isForced: boolean): Promise<Planned> {
  const { inputs, flags, output, workingFolder } = invocation;
  const chosen = settings({ ...flags, input: inputs.length > 0 ? inputs : undefined }, workingFolder);
  const { files, diagnostics } = await generate({
    inputs: chosen.input,
    workingFolder,
    schemaRoot: chosen.schemaRoot,
    remotes: chosen.remotes,
    dialect: chosen.dialect,
    tag: chosen.tag,
    assertFormats: chosen.assertFormats,
    allowPatterns: chosen.allowPatterns,
    targets: chosen.target,
    importExtension: chosen.importExtension,
    targetOptions: chosen.targetOptions,
    onProgress: (stage) => output.progress(stage),
  });
  output.diagnostics(diagnostics);
  const folder = resolve(workingFolder, chosen.out);
  const out = relative(workingFolder, folder).split(sep).join("/") || ".";
  output.progress("comparing");
  return { settings: { ...chosen, out }, folder, changes: plan(files, folder, out, isForced) };
}

/** `3 files`, `1 file`. */
export function count(number: number, word = "file", words = `${word}s`): string {
  return `${number} ${number === 1 ? word : words}`;
}
