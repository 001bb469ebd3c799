import { relative, resolve, sep } from "node:path";
import { type Settings, settings } from "../../generator/config.js";
import { type GenerateOptions, generate, type ReadOptions } from "../../generator/pipeline.js";
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
  const { output, workingFolder } = invocation;
  const chosen = settingsOf(invocation);
  const { files, diagnostics } = await generate({
    ...generating(chosen, workingFolder),
    onProgress: (stage) => output.progress(stage),
  });
  output.diagnostics(diagnostics);
  const folder = resolve(workingFolder, chosen.out);
  const out = relative(workingFolder, folder).split(sep).join("/") || ".";
  output.progress("comparing");
  return { settings: { ...chosen, out }, folder, changes: plan(files, folder, out, isForced) };
}

/** The settings of a command whose arguments are manifest or schema files. */
export function settingsOf({ inputs, flags, workingFolder }: Invocation): Settings {
  return settings({ ...flags, input: inputs.length > 0 ? inputs : undefined }, workingFolder);
}

/** What the settings say of reading the schema. */
export function reading(chosen: Settings, workingFolder: string): ReadOptions {
  const { input: inputs, schemaRoot, remotes, dialect, tag, assertFormats, allowPatterns } = chosen;
  return { inputs, workingFolder, schemaRoot, remotes, dialect, tag, assertFormats, allowPatterns };
}

/** What the settings say of generating. */
export function generating(chosen: Settings, workingFolder: string): GenerateOptions {
  const { target: targets, importExtension, targetOptions } = chosen;
  return { ...reading(chosen, workingFolder), targets, importExtension, targetOptions };
}

/** `3 files`, `1 file`. */
export function count(number: number, word = "file", words = `${word}s`): string {
  return `${number} ${number === 1 ? word : words}`;
}
