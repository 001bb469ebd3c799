import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { unwritable } from "./places.js";
import { type Change, temporarySuffix as suffix } from "./plan.js";

/**
 * Carries out changes: all new texts are written beside their places first, then each is put in its place
 * in one step, then orphans are deleted. So a file is wholly old or wholly new at any moment, whatever
 * happens to the process, and nothing has changed where a text can't be written.
 *
 * @param shown - the folder as it is shown in messages.
 * @throws DiagnosticsError where a file or folder can't be written.
 */
export function apply(changes: readonly Change[], folder: string, shown: string): void {
  const writes = changes.filter(({ kind }) => kind === "add" || kind === "change");
  for (const parent of new Set(changes.map(({ path }) => dirname(join(folder, path)))))
    removeLeftovers(parent);
  const prepared: { temporary: string; target: string; path: string }[] = [];
  try {
    for (const { path, after } of writes) {
      const target = join(folder, path);
      const temporary = join(dirname(target), `.${basename(target)}.${process.pid}${suffix}`);
      guarded(`${shown}/${path}`, () => {
        mkdirSync(dirname(target), { recursive: true });
        prepared.push({ temporary, target, path });
        writeWhole(temporary, after);
      });
    }
    for (const { temporary, target, path } of prepared) {
      guarded(`${shown}/${path}`, () => renameSync(temporary, target));
    }
  } finally {
    for (const { temporary } of prepared) rmSync(temporary, { force: true });
  }
  for (const { path, kind } of changes) {
    if (kind !== "delete") continue;
    guarded(`${shown}/${path}`, () => rmSync(join(folder, path), { force: true }));
    removeEmpty(folder, dirname(path));
  }
}

/** Puts a text on disk so that it is there, whole, when it gets its name. */
function writeWhole(path: string, text: string): void {
  // Never opens what is there already: it could be a link.
  const file = openSync(path, "wx");
  try {
    const bytes = Buffer.from(text, "utf8");
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function guarded(shown: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw unwritable(shown, (error as NodeJS.ErrnoException).code);
  }
}

/** Removes what a run that was killed has left behind; that of a run still going stays. */
function removeLeftovers(folder: string): void {
  for (const name of listed(folder)) {
    const pid = new RegExp(`\\.(\\d+)\\${suffix}$`).exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const leftover = join(folder, name);
    if (!lstatSync(leftover, { throwIfNoEntry: false })?.isDirectory()) rmSync(leftover, { force: true });
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function removeEmpty(root: string, path: string): void {
  if (path === "." || listed(join(root, path)).length > 0) return;
  try {
    rmdirSync(join(root, path));
  } catch {
    return;
  }
  removeEmpty(root, dirname(path));
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
