import { type Code, docText, joined, py } from "./code.js";
import { spaces, width } from "./layout.js";

/** A docstring: the first sentence on a line of its own, then the rest; nothing where there is nothing to say. */
export function docstring(paragraphs: readonly string[], indent: number): Code {
  const texts = paragraphs.map((text) => text.trim()).filter((text) => text !== "");
  if (texts.length === 0) return py``;
  const margin = spaces(indent);
  const [summary, rest] = split(texts[0] as string);
  const blocks = [closed(summary), rest, ...texts.slice(1)].filter((text) => text !== "").map(docText);
  const [only = py``] = blocks;
  const isShort = blocks.length === 1 && !only.includes("\n") && indent + only.length + 2 * 3 <= width;
  if (isShort) return py`${margin}"""${only}"""\n`;
  const lines = blocks.flatMap((block, index) => {
    // In front of the first line there are quotes; behind it as well, if it were the only one.
    const room = width - indent - (index > 0 ? 0 : blocks.length > 1 ? 3 : 6);
    const broken = block.split("\n").flatMap((line) => wrapped(line.trim(), room));
    return index === 0 ? broken : ["", ...broken];
  });
  const text = joined(
    (lines as Code[]).map((line, index) => (line === "" || index === 0 ? line : py`${margin}${line}`)),
    "\n",
  );
  return py`${margin}"""${text}\n${margin}"""\n`;
}

/** The first sentence of a text, and what is behind it. */
function split(text: string): [string, string] {
  const [, sentence = text, rest = ""] = /^(.*?[.!?])\s+(?=\p{Lu})(.*)$/su.exec(text) ?? [];
  return sentence.includes("\n") ? [text, ""] : [sentence, rest];
}

/** A sentence with its period. */
function closed(summary: string): string {
  return /[\p{L}\p{N})`'"]$/u.test(summary) ? `${summary}.` : summary;
}

function wrapped(line: string, room: number): string[] {
  if (line.length <= room) return [line];
  // Lists, tables and code stay as they are.
  if (!/^[\p{L}\p{N}"'`(]/u.test(line)) return [line];
  const lines: string[] = [];
  for (const word of line.split(/ +/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) lines.push(`${lines.pop()} ${word}`);
    else lines.push(word);
  }
  return lines;
}
