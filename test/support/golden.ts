import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { GenerateOptions } from "../../generator/index.js";
import { packagePath } from "../../generator/package.js";

/** The folder of the golden cases. */
export const golden: string = packagePath("test/golden");

/** The names of all golden cases. */
export const goldenNames: readonly string[] = readdirSync(golden).sort();

/** What a golden case is generated with. */
export function goldenOptions(name: string): GenerateOptions {
  const workingFolder = join(golden, name, "input");
  const command = join(workingFolder, "command.json");
  const options: Partial<GenerateOptions> = existsSync(command)
    ? JSON.parse(readFileSync(command, "utf8"))
    : {};
  return { inputs: ["protocol.json"], workingFolder, ...options };
}
