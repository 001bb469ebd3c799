/** A text that has been found to have a certain layout, and how far it has been read. */
export class TextCursor {
  readonly text: string;
  /** Whether there is a space behind each comma and colon, as Python's `json.dumps` writes them. */
  readonly isSpaced: boolean;
  at = 0;

  /** @param start - where the first value begins, unless there is a space in front of it. */
  constructor(text: string, start: number) {
    this.text = text;
    this.isSpaced = text.charCodeAt(start) === 0x20;
  }
}
