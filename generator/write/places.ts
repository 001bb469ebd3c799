import { existsSync, lstatSync } from "node:fs";
import { join } from "node:path";
import { DiagnosticsError, diagnostic } from "../diagnostics.js";

/**
 * Makes sure that a path given by a target stays in the output folder and can be written anywhere: names of ASCII
 * letters, digits, `_`, `-` and dots, with `/` between them, none of them empty, `.` or `..`.
 *
 * @throws Error otherwise: names of files never come from a schema, so that is a mistake in the target.
 */
export function requireSafe(path: string): void {
  const isSafe = path.split("/").every((name) => /^[\w.-]+$/.test(name) && !/^\.+$/.test(name));
  if (!isSafe) throw new Error(`not a path in the output folder: ${JSON.stringify(path)}`);
}

/**
 * Refuses a path on which something is a symbolic link, wherever that leads: what is behind it was not generated,
 * and must neither be written nor shown in a diff.
 *
 * The output folder itself may be a link, and so may the folders that it is in: where the output goes is for the
 * user to say. What is in it is this program's alone.
 *
 * @param shown - the folder as it is shown in messages.
 * @throws DiagnosticsError where there is a link, or the folder is one that leads nowhere.
 */
export function refuseLinks(folder: string, path: string, shown: string): void {
  if (isLink(folder) && !existsSync(folder)) {
    throw refusal(shown, `${shown} is a link that leads nowhere: put a folder in its place.`);
  }
  const names = path.split("/");
  for (const [index] of names.entries()) {
    const part = names.slice(0, index + 1).join("/");
    if (!isLink(join(folder, part))) continue;
    const instead = index === names.length - 1 ? "delete it" : "put a folder in its place";
    throw refusal(
      `${shown}/${part}`,
      `${shown}/${part} is a link, which is not written through: ${instead}.`,
    );
  }
}

/** The error of a path that can't be written. */
export function unwritable(shown: string, code: string | undefined): DiagnosticsError {
  const message = `${shown} can't be written (${code ?? "unknown reason"}): check that it is not a file in place of a folder, and its permissions.`;
  return refusal(shown, message);
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false; // nothing there, or not to be reached: writing will tell
  }
}

function refusal(file: string, message: string): DiagnosticsError {
  return new DiagnosticsError([diagnostic("output-unwritable", message, { file })]);
}
