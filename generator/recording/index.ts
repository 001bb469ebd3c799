import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { DiagnosticsError, diagnostic } from "../diagnostics.js";
import { type Line, LineSplitter } from "./lines.js";

export { type ChannelName, channelName, fitOfPath } from "./channel.js";
export { type Direction, type Entry, entryOf } from "./entry.js";
export type { Line } from "./lines.js";

/** What stands for standard input in place of a file. */
export const STANDARD_INPUT = "-";

/** How far the reading of a recording has come; `total` is not known of standard input. */
export interface Reading {
  readonly bytes: number;
  readonly total: number | undefined;
}

/**
 * Reads a recording (one frame a line), in memory that does not grow with it.
 *
 * @param file - the file from the working folder, or {@link STANDARD_INPUT}.
 * @param onLine - told of each line that is not blank.
 * @param onPiece - told of how far it has come, every so often; what it gives is waited for.
 * @throws DiagnosticsError where the file can't be read.
 */
export async function readLines(
  file: string,
  workingFolder: string,
  onLine: (line: Line) => void,
  onPiece?: (reading: Reading) => void | Promise<void>,
): Promise<void> {
  const isFile = file !== STANDARD_INPUT;
  const path = resolve(workingFolder, file);
  const splitter = new LineSplitter();
  let bytes = 0;
  try {
    const total = isFile ? statSync(path).size : undefined;
    const stream = isFile ? createReadStream(path, { highWaterMark: 2 ** 18 }) : process.stdin;
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      for (const line of splitter.push(piece)) onLine(line);
      bytes += piece.length;
      await onPiece?.({ bytes, total });
    }
  } catch (error) {
    throw unreadable(file, error);
  }
  for (const line of splitter.end()) onLine(line);
}

/**
 * Gives a recording that can be read more than once: where it is standard input, a copy of it on disk, for as long as `act` takes.
 *
 * @param act - is given the file.
 */
export async function rereadable<T>(file: string, act: (file: string) => Promise<T>): Promise<T> {
  if (file !== STANDARD_INPUT) return act(file);
  const folder = mkdtempSync(join(tmpdir(), "framewright-"));
  try {
    const copy = join(folder, "recording.ndjson");
    await pipeline(process.stdin, createWriteStream(copy, { mode: 0o600 }));
    return await act(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unreadable(file: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error;
  return new DiagnosticsError([
    code === "ENOENT" || code === "ENOTDIR"
      ? diagnostic("file-not-found", `There is no file ${file}.`, { file })
      : diagnostic("file-unreadable", `${file} can't be read (${code}).`, { file }),
  ]);
}
