import type { Json, JsonObject } from "../../model/types.js";

declare const brand: unique symbol;

/**
 * Python code. Text of a schema becomes code in this module and nowhere else: everything that is printed is put
 * together with {@link py} out of its own words and of what the functions here give.
 */
export type Code = string & { readonly [brand]: "python" };

/** Code with other code in it. */
export function py(strings: TemplateStringsArray, ...parts: readonly Code[]): Code {
  return strings.map((text, index) => (index === 0 ? text : `${parts[index - 1]}${text}`)).join("") as Code;
}

/** Pieces of code, one after the other. */
export function joined(parts: readonly Code[], separator: string): Code {
  return parts.join(separator) as Code;
}

/** Whether a text can stand as a name, keywords apart. */
export function isIdentifier(text: string): boolean {
  // Python compares names in this form.
  return /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(text) && text === text.normalize("NFKC");
}

/** A name that `names.ts` has given. */
export function identifier(name: string): Code {
  if (!isIdentifier(name)) throw new Error(`not an identifier: ${JSON.stringify(name)}`);
  return name as Code;
}

/** A string literal, in the quotes that the formatter prefers. */
export function stringLiteral(text: string): Code {
  const count = (quote: string) => text.split(quote).length;
  const quote = count('"') > count("'") ? "'" : '"';
  const body = [...text].map((character) =>
    character === quote || character === "\\" ? `\\${character}` : visible(character),
  );
  return `${quote}${body.join("")}${quote}` as Code;
}

/** A piece of text in an f-string with double quotes. */
export function formatText(text: string): Code {
  const body = [...text].map((character) =>
    character === '"' || character === "\\" ? `\\${character}` : visible(character),
  );
  return body.join("").replace(/[{}]/g, "$&$&") as Code;
}

/** A string literal of a regular expression, in which backslashes are as they are where that can be. */
export function patternLiteral(pattern: string): Code {
  const isPlain =
    /^[\x20-\x7e]*$/.test(pattern) && pattern.includes("\\") && !/(^|[^\\])(\\\\)*\\$/.test(pattern);
  const quote = ['"', "'"].find((one) => !pattern.includes(one));
  return isPlain && quote ? (`r${quote}${pattern}${quote}` as Code) : stringLiteral(pattern);
}

/** A number of JSON. */
export function numberLiteral(value: number | bigint): Code {
  // A float of Python is never taken for an integer, however it is written in a schema.
  return String(value).replace("e+", "e") as Code;
}

/** A value of JSON. */
export function literal(value: Json): Code {
  if (value === null) return py`None`;
  if (typeof value === "boolean") return value ? py`True` : py`False`;
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value !== "object") return numberLiteral(value);
  if (Array.isArray(value)) return py`[${joined((value as readonly Json[]).map(literal), ", ")}]`;
  const members = Object.entries(value as JsonObject).map(
    ([name, member]) => py`${stringLiteral(name)}: ${literal(member)}`,
  );
  return py`{${joined(members, ", ")}}`;
}

/** A text for people as it can stand in a comment of one line. */
export function commentText(text: string): Code {
  return plainText(text).replace(/\s+/g, " ").trim() as Code;
}

/** A text for people as it can stand between the quotes of a docstring: nothing in it ends that, or is an escape. */
export function docText(text: string): Code {
  return plainText(text)
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trim()
    .replaceAll("\\", "\\\\")
    .replaceAll('"""', '\\"\\"\\"')
    .replace(/"$/, '\\"') as Code;
}

function plainText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n")
    .replace(/\t/g, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, (character) => (character === "\n" ? "\n" : "\ufffd"));
}

/** A character in a string literal: as it is where it can be seen and stays in place. */
function visible(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  if (character === "\r") return "\\r";
  if (/^[\p{L}\p{N}\p{P}\p{S}\p{M} ]$/u.test(character)) return character;
  const code = character.codePointAt(0) as number;
  const digits = code.toString(16);
  if (code > 0xffff) return `\\U${digits.padStart(8, "0")}`;
  return code > 0xff ? `\\u${digits.padStart(4, "0")}` : `\\x${digits.padStart(2, "0")}`;
}
