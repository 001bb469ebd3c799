import { isTooDeep } from "./json.js";
import { type Layout, withGaps } from "./layout.js";

/** A text that has been found to have a certain layout, and how far it has been read. */
export class TextCursor {
  readonly text: string;
  /** Whether there is a space behind each comma and colon, as Python's `json.dumps` writes them. */
  readonly isSpaced: boolean;
  /** Where the part ends that is left to `JSON.parse`. */
  readonly end: number;
  at = 0;

  constructor(text: string, isSpaced: boolean, end: number = text.length) {
    this.text = text;
    this.isSpaced = isSpaced;
    this.end = end;
  }
}

/** Something made for canonical text, and for the same text with spaces once there is one. */
class Forms<T> {
  readonly compact: T;
  readonly #make: (gap: string) => T;
  #spaced: T | undefined;

  constructor(make: (gap: string) => T) {
    this.compact = make("");
    this.#make = make;
  }

  get spaced(): T {
    this.#spaced ??= this.#make(" ");
    return this.#spaced;
  }
}

/** The regular expressions of texts that have a layout as a whole. */
export type WholeLayout = Forms<RegExp>;

/** Texts that have a layout from beginning to end. */
export function wholeLayout(layout: Layout): WholeLayout {
  return new Forms((gap) => new RegExp(`^${layout(gap)}$`, "u"));
}

/** Begins to read a text, if it has the layout. */
export function begin(text: string, layout: WholeLayout): TextCursor | undefined {
  const isWide = !layout.compact.test(text);
  if (isWide && !(isSpaced(text) && layout.spaced.test(text))) return undefined;
  return new TextCursor(text, isWide);
}

/** The beginning and the end of texts, and what the end begins with. */
interface Ends {
  readonly head: RegExp;
  /** Nothing where the end is but the mark. */
  readonly tail: RegExp | undefined;
  readonly mark: string;
}

/** The regular expressions of texts that have a layout but for one part of them. */
export type OpenLayout = Forms<Ends>;

/**
 * Texts with one part that has no layout.
 *
 * @param mark - the text that the layout of the end, `tail`, begins with
 */
export function openLayout(head: Layout, mark: string, tail?: Layout): OpenLayout {
  return new Forms((gap) => ({
    head: new RegExp(`^${head(gap)}`, "u"),
    tail: tail && new RegExp(`${tail(gap)}$`, "uy"),
    mark: withGaps(mark, gap),
  }));
}

/** Begins to read a text, if all but one part of it has the layout. */
export function beginOpen(text: string, layout: OpenLayout): TextCursor | undefined {
  const isWide = !layout.compact.head.test(text);
  if (isWide && !(isSpaced(text) && layout.spaced.head.test(text))) return undefined;
  const { tail, mark } = isWide ? layout.spaced : layout.compact;
  const end = text.lastIndexOf(mark);
  if (end < 0 || isTooDeep(text)) return undefined;
  if (tail) tail.lastIndex = end;
  const isWhole = tail ? tail.test(text) : end === text.length - mark.length;
  return isWhole ? new TextCursor(text, isWide, end) : undefined;
}

function isSpaced(text: string): boolean {
  return text.charCodeAt(text.indexOf(":") + 1) === 0x20;
}
