/**
 * References and the URIs they stand for (RFC 3986).
 *
 * A file without a URI of its own has one that is made of its path. It is never shown, and its scheme can't be written
 * in a schema: so no text leads to a file but a relative one.
 */

import { sep } from "node:path";

const fileScheme = "framewright-file:";

/** The reference without its fragment, and the fragment as it is written. */
export function splitReference(reference: string): [address: string, fragment: string] {
  const at = reference.indexOf("#");
  return at < 0 ? [reference, ""] : [reference.slice(0, at), reference.slice(at + 1)];
}

/** Whether an address begins with a scheme. */
export function hasScheme(address: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(address);
}

/** The URI that `address` stands for where `base` is the base URI (§5.2); nothing where there is none. */
export function resolveUri(address: string, base: string): string | undefined {
  if (address.toLowerCase().startsWith(fileScheme)) return undefined;
  try {
    // What may not stand in a URI would be dropped, or taken for a slash.
    const text = address.replace(/[\p{Cc}\s\\]/gu, (character) => encodeURIComponent(character));
    return normal(new URL(text, base).href);
  } catch {
    return undefined;
  }
}

/** The URI of a file that has no other, from its absolute path. */
export function uriOfPath(path: string): string {
  const encoded = encodePath(path);
  return normal(`${fileScheme}//${encoded.startsWith("/") ? "" : "/"}${encoded}`); // a drive comes without the slash
}

/** The path of a file as part of a URI. */
export function encodePath(path: string): string {
  const segments = path.split(sep).map(encodeURIComponent);
  return segments.join("/").replace(/%(2[46BC]|3[ABD]|40)/g, decodeURIComponent); // these may stand in a path (§3.3)
}

/** The absolute path in a URI that {@link uriOfPath} has made; nothing for other URIs. */
export function pathOfUri(uri: string): string | undefined {
  if (!uri.startsWith(fileScheme)) return undefined;
  const { pathname, search } = new URL(uri);
  const path = decode(pathname);
  return search === "" ? path?.replace(/^\/(?=[a-z]:)/i, "") : undefined;
}

/** Text without its percent-encoding (§2.1); nothing where that is broken. */
export function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** One spelling for what means the same (§6.2.2.1, §6.2.2.2). */
function normal(uri: string): string {
  return uri.replace(/%[0-9a-f]{2}/gi, (encoded) => {
    const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : encoded.toUpperCase();
  });
}
