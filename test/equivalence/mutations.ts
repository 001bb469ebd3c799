/** What takes the place of a character: control characters, those that JSON gives a meaning, others that look alike. */
const replacements = [
  ...["\0", "\t", "\n", "\x1f", " ", "\x7f", "\u00a0", "\u2028", "\ufeff", "\ud800", "\udc00", "é", "😀"],
  ...['"', "'", "\\", "/", ",", ":", "{", "}", "[", "]"],
  ...["-", "+", ".", "0", "1", "9", "e", "E", "a", "n", "t", "u"],
] as const;

/** What JSON takes for white space, and what it does not. */
const spaces = [" ", "  ", "\t", "\n", "\r", "\r\n", "\v", "\f", "\u00a0", "\u2028", "\ufeff"] as const;

/** What is put at an end of a text. */
const ends = [...spaces, "\0", "{}", "}", "]", '"', ",", "0", "null", "//"] as const;

/** A text with one thing done to it at one place: a character left out, doubled, replaced; the end cut off; space put in. */
export function* mutationsAt(text: string, at: number): Generator<string> {
  const before = text.slice(0, at);
  const here = text.charAt(at);
  const after = text.slice(at + 1);
  yield before;
  yield before + after;
  yield before + here + here + after;
  if (at > 0) yield before.slice(0, -1) + here + text.charAt(at - 1) + after;
  for (const other of replacements) if (other !== here) yield before + other + after;
  for (const space of spaces) yield before + space + here + after;
}

/** A text with something in front of it or behind it, itself among others. */
export function* withEnds(text: string): Generator<string> {
  yield text + text;
  yield `${text}\n${text}`;
  yield `[${text}]`;
  for (const end of ends) {
    yield end + text;
    yield text + end;
  }
}
