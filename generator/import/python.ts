import { spawnSync } from "node:child_process";
import { delimiter } from "node:path";
import { DiagnosticsError, diagnostic } from "../diagnostics.js";
import { packagePath } from "../package.js";
import { parseExact } from "../runtime/json.js";
import type { Definitions } from "./references.js";

/** What `framewright_structs` tells of a module. A reference is as `references.ts` reads it. */
export interface Described {
  /** The module that the first union is in. */
  readonly module: string;
  /** Its docstring. */
  readonly description: string | null;
  readonly tag: string;
  readonly unions: readonly DescribedUnion[];
  /** What msgspec checks and definitions do not say: where, and what. */
  readonly leftOut: readonly string[];
  /** By name, in the order in which they are come across. */
  readonly definitions: Definitions;
}

/** A union of frames, or one frame by itself. */
export interface DescribedUnion {
  readonly module: string;
  readonly name: string;
  readonly description: string | null;
  /** References to the frames. */
  readonly members: readonly string[];
}

/** How `framewright_structs` ends. */
const exitCodes = { told: 0, nothingToTell: 2, withoutMsgspec: 3 } as const;

/**
 * Asks a Python for the structs of modules, which it imports to find out; what they print then goes to standard error.
 *
 * @param unions - `module:Union` each; modules are looked for in `workingFolder` first.
 * @throws DiagnosticsError where there is no such Python, no msgspec, or no such union.
 */
export function describe(python: string, unions: readonly string[], workingFolder: string): Described {
  // With `-m`, modules are looked for in the working folder first.
  const path = [packagePath("generator/import"), process.env.PYTHONPATH ?? ""].filter((one) => one !== "");
  const { error, status, stdout } = spawnSync(python, ["-m", "framewright_structs", ...unions], {
    cwd: workingFolder,
    encoding: "utf8",
    env: { ...process.env, PYTHONIOENCODING: "utf-8", PYTHONPATH: path.join(delimiter) },
    maxBuffer: 2 ** 30,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const hint = "Name another with --python.";
  if (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "is not there" : `can't be run (${code})`;
    throw failure("python-unusable", `The program \`${python}\` ${why}. ${hint}`);
  }
  switch (status) {
    case exitCodes.told:
      return described(stdout, python);
    case exitCodes.nothingToTell:
      throw failure("import-failed", `${stdout.trim()}.`);
    case exitCodes.withoutMsgspec:
      throw failure("python-unusable", `${stdout.trim()}. ${hint}`);
    default:
      throw failure("import-failed", `The program \`${python}\` ended with exit code ${status}.`);
  }
}

function described(told: string, python: string): Described {
  try {
    return parseExact(told) as Described;
  } catch {
    throw failure("python-unusable", `The program \`${python}\` is not Python: it has told nothing.`);
  }
}

function failure(code: "python-unusable" | "import-failed", message: string): DiagnosticsError {
  return new DiagnosticsError([diagnostic(code, message)]);
}
