import type { Reader } from "./read.js";

const SPACE = 0x20;
const QUOTE = 0x22;

/** What reads one of many kinds, whatever its type. */
export type FrameReader = Reader<unknown>;

/** The readers of many kinds, by a number that is made of the beginning of the kind. */
export interface KindReaders {
  /** Where the kind begins in a text. */
  readonly start: number;
  /** So many characters tell the kinds apart. */
  readonly length: number;
  readonly readers: ReadonlyMap<number, FrameReader>;
}

/** What finds the reader of a text that begins with a tag. */
export function byKind(tag: string, table: ReadonlyMap<unknown, FrameReader>): KindReaders {
  const readers = [...table];
  const kinds = readers.map(([kind]) => JSON.stringify(kind));
  const longest = Math.max(...kinds.map((kind) => kind.length));
  for (let length = 2; ; length *= 2) {
    const found = new Map(
      readers.map(([, read], index) => [codeOf(kinds[index] as string, 0, length), read]),
    );
    // Two kinds with the same number, which is very rare: one of them is left to the guards.
    const isDone = found.size === readers.length || length > longest;
    if (isDone) return { start: JSON.stringify(tag).length + 2, length, readers: found };
  }
}

/** Reads a text of any of many kinds; whether it is of the kind that it seems to be, its reader sees. */
export function readTagged<T>(text: string, { start, length, readers }: KindReaders): T | undefined {
  const begin = text.charCodeAt(start) === SPACE ? start + 1 : start;
  return readers.get(codeOf(text, begin, length))?.(text) as T | undefined;
}

/** A number that is made of the first characters of a string or an integer in a text. */
function codeOf(text: string, start: number, length: number): number {
  let code = text.charCodeAt(start);
  const isString = code === QUOTE;
  for (let at = start + 1; at < start + length; at++) {
    const unit = text.charCodeAt(at);
    if (isString ? unit === QUOTE : !(unit >= 0x30 && unit <= 0x39)) break;
    code = (Math.imul(code, 31) + unit) | 0;
  }
  return code;
}
