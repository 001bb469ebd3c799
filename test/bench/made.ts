import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** What the bench keeps to itself, below the root of the project, from which it is run. */
export const cacheFolder: string = resolve("node_modules/.cache/framewright-bench");

/** Where code goes that is made by tools before anything is measured. */
export const madeFolder: string = resolve(cacheFolder, "made");

/** A module that has been made. */
export async function made<Module>(file: string): Promise<Module> {
  return (await import(pathToFileURL(resolve(madeFolder, file)).href)) as Module;
}
