import { fitsUri, fitsUriReference } from "./format-uri.js";

// `ucschar` of RFC 3987 §2.2, but for the characters that only steer the direction of writing (§4.1).
const INTERNATIONAL =
  /[\xA0-\u200D\u2010-\u2029\u202F-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF\u{10000}-\u{1FFFD}\u{20000}-\u{2FFFD}\u{30000}-\u{3FFFD}\u{40000}-\u{4FFFD}\u{50000}-\u{5FFFD}\u{60000}-\u{6FFFD}\u{70000}-\u{7FFFD}\u{80000}-\u{8FFFD}\u{90000}-\u{9FFFD}\u{A0000}-\u{AFFFD}\u{B0000}-\u{BFFFD}\u{C0000}-\u{CFFFD}\u{D0000}-\u{DFFFD}\u{E1000}-\u{EFFFD}]/gu;
const PRIVATE = /[\uE000-\uF8FF\u{F0000}-\u{FFFFD}\u{100000}-\u{10FFFD}]/gu;
const ENCODED = "%41";

/** Whether `text` is an `iri` (RFC 3987 §2.2, Validation §7.3.5). */
export function fitsIri(text: string): boolean {
  return fitsUri(asUri(text));
}

/** Whether `text` is an `iri-reference` (RFC 3987 §2.2, Validation §7.3.5). */
export function fitsIriReference(text: string): boolean {
  return fitsUriReference(asUri(text));
}

/** A text that is a URI if and only if `text` is an IRI (RFC 3987 §3.1). */
function asUri(text: string): string {
  const [, start = "", query = "", fragment = ""] = /^([^?#]*)([^#]*)(.*)$/s.exec(text) ?? [];
  return (start + query.replace(PRIVATE, ENCODED) + fragment).replace(INTERNATIONAL, ENCODED);
}
