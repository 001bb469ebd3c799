/** The most characters that a text may have to be read by its layout; strings cut out of it keep all of it in memory. */
const MAX_LENGTH = 8192;

const QUOTE = 0x22;

/** Reads a value out of canonical text; gives nothing where the text is any other, valid or not. */
export type Reader<T> = (text: string) => T | undefined;

/** The readers of several kinds, by a number that is made of the beginning of the kind. */
export interface KindReaders {
  /** Where the kind begins in a text. */
  readonly start: number;
  /** So many characters tell the kinds apart. */
  readonly length: number;
  readonly readers: ReadonlyMap<number, Reader<unknown>>;
}

/** What finds the reader of a text that begins with a tag. */
export function byKind(
  tag: string,
  readers: readonly (readonly [kind: string | number, read: Reader<unknown>])[],
): KindReaders {
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

/** Reads a text of any of several kinds. */
export function readTagged<T>(text: string, { start, length, readers }: KindReaders): T | undefined {
  return readers.get(codeOf(text, start, length))?.(text) as T | undefined;
}

/** Reads a text that is not too long for that. */
export function readShort<T>(text: string, read: Reader<T> | undefined): T | undefined {
  return text.length <= MAX_LENGTH ? read?.(text) : undefined;
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
