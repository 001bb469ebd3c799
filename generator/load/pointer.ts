/** A step of a JSON pointer (RFC 6901 §3), escaped. */
export function escapeSegment(segment: string | number): string {
  return String(segment).replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The JSON pointer with `segments` put behind it. */
export function join(pointer: string, ...segments: readonly (string | number)[]): string {
  return segments.reduce<string>((joined, segment) => `${joined}/${escapeSegment(segment)}`, pointer);
}

/** The steps of a JSON pointer, unescaped. */
export function split(pointer: string): string[] {
  const [, ...segments] = pointer.split("/");
  return segments.map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}
