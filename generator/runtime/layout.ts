/**
 * Layouts of canonical text: sources of regular expressions that match what the encoder writes for a type, and
 * nothing that a decoder would read otherwise. Text that could be read in another way, such as an escape or a
 * number of many digits, is not matched; it is left to `JSON.parse`.
 */

/** Where there is a space in text as Python's `json.dumps` writes it: a character that is in no layout otherwise. */
const gap = "\n";

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
  return texts.map((text, index) => escaped(withGaps(text, gap)) + (layouts[index] ?? "")).join("");
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
  return `\\[(?:${layout}(?:,${gap}(?!\\])|(?=\\])))*\\]`;
}

/** The layout of an object that has values of one type under any names. */
export function mapOf(layout: string): string {
  return `\\{(?:${anyString}:${gap}${layout}(?:,${gap}(?!\\})|(?=\\})))*\\}`;
}

/** The regular expression that a text of this layout matches as a whole, with spaces or without. */
export function wholeLayout(layout: string): RegExp {
  return openLayout(`${layout}$`);
}

/** The regular expression of texts that begin like this, with spaces or without. */
export function openLayout(layout: string): RegExp {
  return new RegExp(`^(?:${layout.replaceAll(gap, "")}|${layout.replaceAll(gap, " ")})`, "u");
}

const spacedTexts = /* @__PURE__ */ new Map<string, string>();

/** A part of a text, which must be written in the code, as it is with spaces. */
export function spaced(text: string): string {
  let found = spacedTexts.get(text);
  if (found === undefined) {
    found = withGaps(text, " ");
    spacedTexts.set(text, found);
  }
  return found;
}

/** A part of a text with something put behind each comma and colon that is not in a string. */
function withGaps(text: string, gap: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|[,:]/g, (token) => (token.length === 1 ? token + gap : token));
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
}
