import type { Annotations, Type } from "../../model/types.js";
import { type Code, code, commentText, joined, literal } from "./code.js";
import { limitsOf } from "./limits.js";

/** What a schema says of a definition or property, and what is checked of it beyond its type, as the text of a comment. */
export function textOf(annotations: Annotations, type?: Type): Code {
  const { title, description, deprecated, format, examples = [] } = annotations;
  const text = description ?? title;
  const limits = type ? limitsOf(type) : [];
  // A long example would hide the rest; all of a frame's are in `codecs`.
  const example = examples.map(literal).find((one) => one.length <= 160);
  const tags = [
    ...(annotations.default === undefined
      ? []
      : [code`@defaultValue ${inBackticks(literal(annotations.default))}`]),
    ...(deprecated ? [code`@deprecated`] : []),
    ...(example === undefined ? [] : [code`@example ${inBackticks(example)}`]),
  ];
  const paragraphs = [
    text === undefined ? code`` : wrapped(commentText(text)),
    format === undefined ? code`` : code`Format: ${inBackticks(format)}.`,
    limits.length === 0 ? code`` : wrapped(code`Checked: ${oneLine(limits.join("; "))}.`),
    joined(tags, "\n"),
  ];
  return joined(
    paragraphs.filter((paragraph) => paragraph !== ""),
    "\n\n",
  );
}

/** A comment as it is printed, with the line break behind it; nothing where there is nothing to say. */
export function comment(text: Code): Code {
  if (text === "") return code``;
  if (!text.includes("\n")) return code`/** ${text} */\n`;
  const lines = text.split("\n").map((line) => (line === "" ? " *" : ` * ${line}`));
  return code`/**\n${lines.join("\n") as Code}\n */\n`;
}

/** Breaks the lines of running text that are too long; lists, tables and code stay as they are. */
function wrapped(text: Code): Code {
  const lines = text.split("\n").map((line) => {
    if (line.length <= 100 || !/^[\p{L}\p{N}"'(]/u.test(line) || /^\d+[.)]/.test(line)) return line;
    return line.replace(/(.{1,96})(?:\s+|$)/gu, "$1\n").trimEnd();
  });
  return lines.join("\n") as Code;
}

function inBackticks(text: string): Code {
  return code`\`${oneLine(text.replaceAll("`", "'"))}\``;
}

function oneLine(text: string): Code {
  return commentText(text).replace(/\s+/g, " ") as Code;
}
