import { rmSync } from "node:fs";
import { join } from "node:path";
import {
  type Diagnostic,
  DiagnosticsError,
  type GenerateOptions,
  generate,
  read,
} from "../../generator/index.js";
import { split } from "../../generator/load/pointer.js";
import { writeFiles } from "../support/project.js";
import type { Position } from "./positions.js";

/** What became of the strings in one position. */
export interface Settled {
  /** The strings that one module has, together. */
  readonly accepted: readonly string[];
  /** The files of that module, by path; none where no string was accepted. */
  readonly files: ReadonlyMap<string, string>;
  /** The strings that were refused, with what was said about each. */
  readonly refused: ReadonlyMap<string, Diagnostic>;
}

/**
 * Puts strings into a position: all those that a diagnostic names are refused, all others are generated.
 *
 * @param folder - where the schemas are put.
 * @throws where something other than a diagnostic comes out, or one that names none of the strings.
 */
export async function settle(
  position: Position,
  strings: readonly string[],
  folder: string,
): Promise<Settled> {
  const refused = new Map<string, Diagnostic>();
  let together = [...strings];
  while (together.length > 0) {
    const outcome = await attempt(position, together, folder);
    if (!Array.isArray(outcome)) return { accepted: together, files: outcome, refused };
    const named = outcome.flatMap((one) => {
      const text = nameOf(one, together);
      return text === undefined ? [] : [[text, one] as const];
    });
    const blamed = new Map(named.length > 0 ? named : refusedAlone(position, together, folder));
    if (blamed.size === 0) {
      throw new Error(`${position.name}: ${outcome.map((one) => JSON.stringify(one)).join("\n")}`);
    }
    for (const [text, diagnostic] of blamed) refused.set(text, diagnostic);
    together = together.filter((text) => !blamed.has(text));
  }
  return { accepted: [], files: new Map(), refused };
}

/** The strings that can't stand in a position even alone, with what is said about each. */
function refusedAlone(
  position: Position,
  strings: readonly string[],
  folder: string,
): [string, Diagnostic][] {
  return strings.flatMap((text): [string, Diagnostic][] => {
    try {
      read(project(position, [text], folder));
      return [];
    } catch (error) {
      return [[text, errorsOf(error)[0] as Diagnostic]];
    }
  });
}

/** Puts strings into a position, and writes that down in place of what was there. */
function project(position: Position, strings: readonly string[], folder: string): GenerateOptions {
  const workingFolder = join(folder, "project");
  rmSync(workingFolder, { recursive: true, force: true });
  writeFiles(workingFolder, position.files(strings));
  return { inputs: position.inputs?.(strings) ?? ["protocol.json"], workingFolder };
}

/** What is said about an input that is refused; anything else that is thrown goes on. */
function errorsOf(error: unknown): Diagnostic[] {
  if (!(error instanceof DiagnosticsError)) throw error;
  return error.diagnostics.filter(({ severity }) => severity === "error");
}

/** The files that are generated, or what is said instead. */
async function attempt(
  position: Position,
  strings: readonly string[],
  folder: string,
): Promise<ReadonlyMap<string, string> | Diagnostic[]> {
  try {
    return (await generate(project(position, strings, folder))).files;
  } catch (error) {
    if (error instanceof DiagnosticsError) return errorsOf(error);
    if (strings.length === 1)
      throw new Error(`${position.name}: ${JSON.stringify(strings)}`, { cause: error });
    // Something went wrong that should not: find out with which string.
    const half = Math.ceil(strings.length / 2);
    await attempt(position, strings.slice(0, half), folder);
    await attempt(position, strings.slice(half), folder);
    throw new Error(`${position.name}: not one string alone, but some together`, { cause: error });
  }
}

/** The string that a diagnostic is about; `undefined` where it names none. */
function nameOf({ file = "", pointer = "" }: Diagnostic, strings: readonly string[]): string | undefined {
  const [first, second = "", , fourth = ""] = split(pointer);
  if (first === "oneOf") return strings[Number(second)];
  const key = first === "$defs" && second === "Bag" ? fourth : second;
  const found = /^Item(\d+)/.exec(first === "$defs" || first === "channels" ? key : file);
  if (found) return strings[Number(found[1])];
  return strings.find((text) => text === key);
}
