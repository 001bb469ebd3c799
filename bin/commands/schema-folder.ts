import { relative, resolve, sep } from "node:path";
import { apply } from "../../generator/write/apply.js";
import { type Change, plan } from "../../generator/write/plan.js";

/** A folder of schemas after files were written to it. */
export interface Written {
  readonly changes: readonly Change[];
  /** The folder as it is shown in messages. */
  readonly shown: string;
}

/**
 * Writes schema files; one that somebody has worked on is not overwritten, unless `isForced`.
 *
 * @param files - texts by path in the folder `out`.
 */
export function writeSchema(
  files: ReadonlyMap<string, string>,
  workingFolder: string,
  out: string,
  isForced: boolean,
): Written {
  const folder = resolve(workingFolder, out);
  const shown = relative(workingFolder, folder).split(sep).join("/") || ".";
  const changes = plan(files, folder, shown, isForced);
  apply(changes, folder, shown);
  return { changes: changes.filter(({ kind }) => kind !== "keep"), shown };
}
