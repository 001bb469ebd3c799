/**
 * Layouts of canonical text: sources of regular expressions that match what the encoder writes for a type, and
 * nothing that a decoder would read otherwise. Text that could be read in another way, such as an escape or a
 * number of many digits, is not matched; it is left to `JSON.parse`.
 */

/** A string without escapes, and without halves of surrogate pairs. */
export const anyString = '"[^"\\\\\\x00-\\x1f\\p{Surrogate}]*"';

/** An integer that a number holds exactly. */
export const anyInteger = "(?:0|-?[1-9]\\d{0,14})";

/** An integer of up to 18 digits, which fits 64 bits with a sign and without. */
export const anyLong = "(?:0|-?[1-9]\\d{0,17})";

/** A number that is finite, and an integer only where it is held exactly. */
export const anyNumber = "-?(?:0|[1-9]\\d{0,14})(?:\\.\\d+)?(?:[eE][+-]?\\d{1,2})?";

/** `true` or `false`. */
export const anyBoolean = "(?:true|false)";

/** The layout of a text that is given, with other layouts in it. */
export function layoutOf(texts: TemplateStringsArray, ...layouts: readonly string[]): string {
  return texts.map((text, index) => escaped(text) + (layouts[index] ?? "")).join("");
}

/** The layout of any of these constants. */
export function constantsOf(...values: readonly (string | number | boolean | null)[]): string {
  return eitherOf(...values.map((value) => escaped(JSON.stringify(value))));
}

/** The layout of whatever has one of these layouts. */
export function eitherOf(...layouts: readonly string[]): string {
  return `(?:${layouts.join("|")})`;
}

/** The layout of null, or of something else. */
export function orNull(layout: string): string {
  return `(?:null|${layout})`;
}

/** The layout of what may be left out. */
export function optionally(layout: string): string {
  return `(?:${layout})?`;
}

/** The layout of an array. */
export function listOf(layout: string): string {
  return `\\[(?:${layout}(?:,(?!\\])|(?=\\])))*\\]`;
}

/** The layout of an object that has values of one type under any names. */
export function mapOf(layout: string): string {
  return `\\{(?:${anyString}:${layout}(?:,(?!\\})|(?=\\})))*\\}`;
}

/** The regular expression that a text of this layout matches as a whole. */
export function wholeLayout(layout: string): RegExp {
  return new RegExp(`^${layout}$`, "u");
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
}
