import type { Json, JsonObject } from "../../model/types.js";

declare const brand: unique symbol;

/**
 * TypeScript code. Text of a schema becomes code in this module and nowhere else: everything that is
 * printed is put together with {@link code} out of its own words and of what the functions here give.
 */
export type Code = string & { readonly [brand]: true };

/** Code with other code in it. */
export function code(strings: TemplateStringsArray, ...parts: readonly Code[]): Code {
  let text = strings[0] as string;
  for (const [index, part] of parts.entries()) text += `${part}${strings[index + 1]}`;
  return text as Code;
}

/** Pieces of code, one after the other. */
export function joined(parts: readonly Code[], separator: string): Code {
  return parts.join(separator) as Code;
}

/** A name that {@link nameTypes} or the runtime has given. */
export function identifier(name: string): Code {
  if (!isIdentifier(name)) throw new Error(`not an identifier: ${JSON.stringify(name)}`);
  return name as Code;
}

/** Whether a text can stand as a name, reserved words apart. */
export function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text);
}

/** A string literal. */
export function stringLiteral(text: string): Code {
  // JSON text is JavaScript text; beyond ASCII only what is visible and stays in place is kept as it is.
  return JSON.stringify(text)
    .replace(/[^\p{L}\p{N}\p{P}\p{S}\p{M} ]/gu, escapeCharacter)
    .replace(/<\//g, "<\\/") as Code;
}

/** Code of the value, or of the type that has no other value. */
export function literal(value: Json): Code {
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value === "bigint") return `${value}n` as Code;
  if (typeof value !== "object" || value === null) return String(value) as Code;
  if (Array.isArray(value)) return code`[${joined((value as readonly Json[]).map(literal), ", ")}]`;
  const members = Object.entries(value as JsonObject).map(
    ([name, member]) => code`${literalKey(name)}: ${literal(member)}`,
  );
  return members.length === 0 ? code`{}` : code`{ ${joined(members, ", ")} }`;
}

/** The type whose only value is `value`. */
export function literalType(value: Json): Code {
  if (Array.isArray(value))
    return code`readonly [${joined((value as readonly Json[]).map(literalType), ", ")}]`;
  if (typeof value !== "object" || value === null) return literal(value);
  const members = Object.entries(value as JsonObject).map(
    ([name, member]) => code`readonly ${propertyKey(name)}: ${literalType(member)}`,
  );
  return members.length === 0 ? code`{ readonly [key: string]: never }` : code`{ ${joined(members, "; ")} }`;
}

/** The name of a property in a type. */
export function propertyKey(name: string): Code {
  return isAsciiIdentifier(name) ? (name as Code) : stringLiteral(name);
}

/** The name of a property in an object literal, where `__proto__` alone would set the prototype. */
export function literalKey(name: string): Code {
  return name === "__proto__" ? code`["__proto__"]` : propertyKey(name);
}

/** A kind as the name of a property, in a type or in an object literal. */
export function kindKey(kind: string | number): Code {
  if (typeof kind === "string") return literalKey(kind);
  return kind < 0 ? code`[${literal(kind)}]` : literal(kind);
}

/** A property of what `object` gives. */
export function access(object: Code, name: string): Code {
  return isAsciiIdentifier(name) ? (`${object}.${name}` as Code) : code`${object}[${stringLiteral(name)}]`;
}

/** An operand without the parentheses that it needs in front of a dot, but not as an argument. */
export function bare(value: Code): Code {
  return value.startsWith("(") && value.endsWith(")") ? (value.slice(1, -1) as Code) : value;
}

/** A regular expression with the `u` flag. */
export function regularExpression(pattern: string): Code {
  const source = new RegExp(pattern, "u").source;
  const printable = source.replace(
    /[^\x20-\x7e]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
  return `/${printable}/u` as Code;
}

/** A piece of text inside a template literal. */
export function templateText(text: string): Code {
  const quoted = stringLiteral(text).slice(1, -1).replaceAll('\\"', '"');
  return quoted.replace(/`|\$\{/g, "\\$&") as Code;
}

/** A text for people, as it can stand in a comment: nothing in it ends the comment or is a tag of TSDoc. */
export function commentText(text: string): Code {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (character) =>
      character === "\n" || character === "\t" ? character : "\ufffd",
    )
    .replaceAll("*/", "*\\/")
    .replaceAll("/*", "/\\*")
    .replace(/(^|\s)@/g, "$1\\@")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trim() as Code;
}

function isAsciiIdentifier(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name);
}

function escapeCharacter(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");
}
