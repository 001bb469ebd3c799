/** The most characters that a text may have to be read by its layout; strings cut out of it keep all of it in memory. */
const MAX_LENGTH = 8192;

const SPACE = 0x20;
const QUOTE = 0x22;
const COLON = 0x3a;

/** Reads a value out of canonical text, or throws; gives nothing where the text is any other, valid or not. */
export type Reader<T> = (text: string) => T | undefined;

/** The readers of several kinds, by what the kinds differ in. */
export interface KindReaders {
  /** Where the kind begins in a text. */
  readonly start: number;
  /** Where in a kind there is a character that tells it from all others, if there is such a place. */
  readonly place: number;
  /** The readers by the code of that character. */
  readonly byCharacter: readonly (Reader<unknown> | undefined)[];
  /** Else so many characters tell the kinds apart. */
  readonly length: number;
  /** The readers by a number that is made of these characters. */
  readonly byCode: ReadonlyMap<number, Reader<unknown>>;
}

/** What finds the reader of a text that begins with a tag; whether it is the right one, the reader sees. */
export function byKind(
  tag: string,
  readers: readonly (readonly [kind: string | number, read: Reader<unknown>])[],
): KindReaders {
  const start = JSON.stringify(tag).length + 2;
  const kinds = readers.map(([kind, read]) => [JSON.stringify(kind), read] as const);
  const lengths = kinds.map(([kind]) => kind.length);
  const indexed = (indexOf: (kind: string) => number) =>
    new Map(kinds.map(([kind, read]) => [indexOf(kind), read] as const));
  for (let place = 0; place < Math.min(...lengths); place++) {
    const found = indexed((kind) => kind.charCodeAt(place) & 0x7f);
    if (found.size < kinds.length) continue;
    const byCharacter = Array.from({ length: 0x80 }, (_, code) => found.get(code));
    return { start, place, byCharacter, length: 0, byCode: new Map() };
  }
  for (let length = 2; ; length *= 2) {
    const byCode = indexed((kind) => codeOf(kind, 0, length));
    // Two kinds with the same number, which is very rare: one of them is left to the guards.
    const isDone = byCode.size === kinds.length || length > Math.max(...lengths);
    if (isDone) return { start, place: -1, byCharacter: [], length, byCode };
  }
}

/** Reads a text of any of several kinds. */
export function readTagged<T>(text: string, kinds: KindReaders): T | undefined {
  const { start, place, byCharacter, length, byCode } = kinds;
  if (text.charCodeAt(start - 1) !== COLON) return undefined;
  const begin = text.charCodeAt(start) === SPACE ? start + 1 : start;
  const read =
    place < 0 ? byCode.get(codeOf(text, begin, length)) : byCharacter[text.charCodeAt(begin + place) & 0x7f];
  return read?.(text) as T | undefined;
}

/** Reads a text, if it is not too long for that. */
export function readShort<T>(text: string, read: Reader<T> | undefined): T | undefined {
  if (read === undefined || text.length > MAX_LENGTH) return undefined;
  try {
    return read(text);
  } catch {
    return undefined; // a part of it is not JSON: what is wrong is said of the text as a whole
  }
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
