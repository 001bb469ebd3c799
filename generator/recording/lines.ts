/** How long a line may be; what is longer is told of, and skipped without being held. */
export const MAX_LINE_BYTES: number = 64 * 2 ** 20;

/** A line of a recording that is not blank: its text, or why it has none. */
export type Line =
  | { readonly number: number; readonly text: string; readonly problem?: undefined }
  | { readonly number: number; readonly text?: undefined; readonly problem: string };

const NEWLINE = 0x0a;
const BRACE = 0x7b;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Splits the bytes of a recording into lines, whatever the pieces are in which they come, and holds no more of them than
 * one line and one piece. Lines are counted from 1; blank ones count, and are left out.
 */
export class LineSplitter {
  #number = 0;
  #rest: Uint8Array[] = [];
  #length = 0;
  #isSkipping = false;
  #isStart = true;

  /** The lines that end in this piece. */
  *push(piece: Uint8Array): Generator<Line> {
    let bytes = piece;
    if (this.#isSkipping) {
      const end = bytes.indexOf(NEWLINE);
      if (end < 0) return;
      this.#isSkipping = false;
      yield this.#tooLong();
      bytes = bytes.subarray(end + 1);
    }
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end > 0) yield* this.#lines(this.#take(bytes.subarray(0, end)));
    this.#rest.push(bytes.subarray(end));
    this.#length += bytes.length - end;
    if (this.#length <= MAX_LINE_BYTES) return;
    this.#isSkipping = true;
    this.#forget();
  }

  /** The line that has no end but that of the recording. */
  *end(): Generator<Line> {
    if (this.#isSkipping) yield this.#tooLong();
    else yield* this.#lines(this.#take());
  }

  /** What is held, and these bytes; nothing is held then. */
  #take(bytes: Uint8Array = new Uint8Array()): Uint8Array {
    const taken = this.#rest.length === 0 ? bytes : Buffer.concat([...this.#rest, bytes]);
    this.#forget();
    const hasMark = this.#isStart && taken[0] === 0xef && taken[1] === 0xbb && taken[2] === 0xbf;
    this.#isStart = false;
    return hasMark ? taken.subarray(3) : taken;
  }

  #forget(): void {
    this.#rest = [];
    this.#length = 0;
  }

  *#lines(bytes: Uint8Array): Generator<Line> {
    const text = decoded(bytes);
    if (text !== undefined) {
      for (let start = 0; start < text.length; ) {
        const next = text.indexOf("\n", start);
        const end = next < 0 ? text.length : next;
        yield* this.#line(text.slice(start, end));
        start = end + 1;
      }
      return;
    }
    for (let start = 0; start < bytes.length; ) {
      const next = bytes.indexOf(NEWLINE, start);
      const end = next < 0 ? bytes.length : next;
      yield* this.#line(decoded(bytes.subarray(start, end)));
      start = end + 1;
    }
  }

  *#line(text: string | undefined): Generator<Line> {
    const number = ++this.#number;
    if (text === undefined) yield { number, problem: "not UTF-8 text" };
    else if (text.charCodeAt(0) === BRACE || text.trim() !== "") yield { number, text };
  }

  #tooLong(): Line {
    return { number: ++this.#number, problem: `longer than ${MAX_LINE_BYTES / 2 ** 20} MiB` };
  }
}

/** The text of bytes, if they are UTF-8. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
