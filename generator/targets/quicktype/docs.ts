import type { Annotations, Type } from "../../model/types.js";

/** How a language wants the text of a comment. */
export interface CommentStyle {
  /** The words with which a paragraph begins that says that something is deprecated. */
  readonly deprecated: string;
  /** What would be more than text in a comment of this language, and what stands for it. */
  readonly replaced: readonly (readonly [pattern: RegExp, by: string])[];
}

/** The longest line of running text. */
const width = 90;

/**
 * A text of the schema as lines of a comment: nothing in it ends a comment of any language, begins one, or can't be seen.
 * In Java, `\u002a\u002f` ends a comment as well.
 */
export function commentLines(text: string, { replaced }: CommentStyle): string[] {
  const plain = text
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, (character) => (character === "\n" ? "\n" : "\ufffd"))
    .replaceAll("*/", "* /")
    .replaceAll("/*", "/ *")
    .replace(/\\(?=u)/g, "\\ ")
    .replace(/\\$/gm, "\\ .");
  const safe = replaced.reduce((result, [pattern, by]) => result.replace(pattern, by), plain);
  return safe
    .trim()
    .split("\n")
    .flatMap((line) => wrapped(line.trim()));
}

/** What the schema says of a definition or property, as lines of a comment; none where it says nothing. */
export function docsOf(annotations: Annotations, notes: readonly string[], style: CommentStyle): string[] {
  const { title, description, deprecated } = annotations;
  const paragraphs = [
    ...[description ?? title ?? ""].map((text) => commentLines(text, style)),
    ...notes.map((text) => commentLines(text, style)),
    ...(deprecated ? [[`${style.deprecated} the schema says so.`]] : []),
  ];
  return paragraphs
    .filter((lines) => lines.some((line) => line !== ""))
    .flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

/** What a type of these languages can't say of a type of the schema, in words. */
export function notesOn(type: Type): string[] {
  const shape = type.kind === "constrained" ? type.type : type;
  if (shape.kind === "literal" && typeof shape.value !== "string" && shape.value !== null) {
    return [`Always ${shown(shape)}.`];
  }
  if (shape.kind === "array" && shape.prefix.length > 0)
    return ["The elements have types of their own each."];
  if (shape.kind !== "union") return [];
  const names = shape.members.flatMap((member) => (member.kind === "reference" ? [member.name] : []));
  const values = shape.members.filter((member) => member.kind === "literal").map(shown);
  const isOpen = shape.members.some(({ kind }) => kind === "string");
  return [
    ...(names.length > 1 ? [`One of ${names.join(", ")}.`] : []),
    ...(isOpen && values.length > 0 ? [`Known values: ${values.join(", ")}.`] : []),
  ];
}

function shown(type: Type): string {
  const value = type.kind === "literal" ? type.value : null;
  return JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? String(inner) : inner));
}

function wrapped(line: string): string[] {
  if (line.length <= width) return [line];
  return line
    .replace(new RegExp(`(.{1,${width}})(?:\\s+|$)`, "gu"), "$1\n")
    .trimEnd()
    .split("\n")
    .map((part) => part.trim());
}
