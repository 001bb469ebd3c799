const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const ORIGIN = /^(?:0|[1-9]\d*)(?:[+-](?:0|[1-9]\d*))?/;

/** Whether `text` is a `uuid` of any version (RFC 4122 §3, Validation §7.3.5). */
export function fitsUuid(text: string): boolean {
  return UUID.test(text);
}

/** Whether `text` is a `json-pointer` (RFC 6901 §3, Validation §7.3.7), not as the fragment of a URI. */
export function fitsJsonPointer(text: string): boolean {
  return (text === "" || text.startsWith("/")) && !/~(?![01])/.test(text);
}

/** Whether `text` is a `relative-json-pointer` (draft-bhutton-relative-json-pointer-00 §3, Validation §7.3.7). */
export function fitsRelativeJsonPointer(text: string): boolean {
  const [origin] = ORIGIN.exec(text) ?? [];
  if (origin === undefined) return false;
  const rest = text.slice(origin.length);
  return rest === "#" || fitsJsonPointer(rest);
}

/** Whether `text` is a `regex`: a regular expression of ECMA-262 with the `u` flag (Validation §7.3.8). */
export function fitsRegex(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}
