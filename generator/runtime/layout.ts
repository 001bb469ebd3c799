/**
 * Layouts of canonical text: sources of regular expressions that match what the encoder writes for a type, and
 * nothing that a decoder would read otherwise. Text that could be read in another way, such as an escape or a
 * number of many digits, is not matched; it is left to `JSON.parse`.
 */

/** How a type is laid out, `gap` behind each comma and colon. */
export type Layout = (gap: string) => string;

/** A string without escapes, and without halves of surrogate pairs. */
export const anyString: Layout = () => '"[^"\\\\\\x00-\\x1f\\p{Surrogate}]*"';

/** An integer that a number holds exactly. */
export const anyInteger: Layout = () => "(?:0|-?[1-9]\\d{0,14})";

/** An integer of up to 18 digits, which fits 64 bits with a sign and without. */
export const anyLong: Layout = () => "(?:0|-?[1-9]\\d{0,17})";

/** A number that is finite, and an integer only where it is held exactly. */
export const anyNumber: Layout = () => "-?(?:0|[1-9]\\d{0,14})(?:\\.\\d+)?(?:[eE][+-]?\\d{1,2})?";

/** `true` or `false`. */
export const anyBoolean: Layout = () => "(?:true|false)";

/** The layout of a text that is given, with other layouts in it. */
export function layoutOf(texts: TemplateStringsArray, ...layouts: readonly Layout[]): Layout {
  return (gap) => texts.map((text, index) => inLayout(text, gap) + (layouts[index]?.(gap) ?? "")).join("");
}

/** The layout of any of these constants. */
export function constantsOf(...values: readonly (string | number | boolean | null)[]): Layout {
  return () => `(?:${values.map((value) => escaped(JSON.stringify(value))).join("|")})`;
}

/** The layout of whatever has one of these layouts. */
export function eitherOf(...layouts: readonly Layout[]): Layout {
  return (gap) => `(?:${layouts.map((layout) => layout(gap)).join("|")})`;
}

/** The layout of null, or of something else. */
export function orNull(layout: Layout): Layout {
  return (gap) => `(?:null|${layout(gap)})`;
}

/** The layout of what may be left out. */
export function optionally(layout: Layout): Layout {
  return (gap) => `(?:${layout(gap)})?`;
}

/** The layout of an array. */
export function listOf(layout: Layout): Layout {
  return (gap) => `\\[(?:${layout(gap)}(?:,${gap}(?!\\])|(?=\\])))*\\]`;
}

/** The layout of an object that has values of one type under any names. */
export function mapOf(layout: Layout): Layout {
  return (gap) => `\\{(?:${anyString(gap)}:${gap}${layout(gap)}(?:,${gap}(?!\\})|(?=\\})))*\\}`;
}

/** JSON text, or the beginning or end of one, with `gap` behind each comma and colon that is not part of a string. */
export function withGaps(text: string, gap: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|[,:]/g, (token) => (token.length === 1 ? token + gap : token));
}

const spacedTexts = /* @__PURE__ */ new Map<string, string>();

/** A text as {@link withGaps} gives it with spaces; for the texts in the code, of which there are so many and no more. */
export function spaced(text: string): string {
  let found = spacedTexts.get(text);
  if (found === undefined) {
    found = withGaps(text, " ");
    spacedTexts.set(text, found);
  }
  return found;
}

function inLayout(text: string, gap: string): string {
  return escaped(withGaps(text, gap));
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
}
