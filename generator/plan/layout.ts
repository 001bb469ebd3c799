import type { Json } from "../model/types.js";

/** Text that stands in the place of a value as it is, whether or not it is JSON. */
export class Raw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A value of which parts may be given as text. */
export type Draft = Json | Raw | readonly Draft[] | { readonly [key: string]: Draft };

/** How a text is laid out. */
export interface Layout {
  /** White space that is put wherever it may be. */
  readonly space?: string;
  /** Whether everything that can be escaped is. */
  readonly isEscaped?: boolean;
}

/** The JSON text of a value, properties in the order that they have; compact where nothing else is asked for. */
export function layOut(value: Draft, layout: Layout = {}): string {
  const { space = "", isEscaped = false } = layout;
  const inner = (part: Draft) => layOut(part, layout);
  const joined = (parts: readonly string[]) => parts.join(`${space},${space}`);
  if (value instanceof Raw) return value.text;
  if (typeof value === "string") return isEscaped ? escaped(value) : JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${space}${joined((value as readonly Draft[]).map(inner))}${space}]`;
  const members = Object.entries(value as { readonly [key: string]: Draft }).map(
    ([key, member]) => `${inner(key)}${space}:${space}${inner(member)}`,
  );
  return `{${space}${joined(members)}${space}}`;
}

function escaped(text: string): string {
  const units = Array.from({ length: text.length }, (_, at) =>
    text.charCodeAt(at).toString(16).padStart(4, "0"),
  );
  return `"${units.map((unit) => `\\u${unit}`).join("")}"`;
}
