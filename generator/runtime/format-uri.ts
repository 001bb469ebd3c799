import { fitsIpv6 } from "./format-address.js";

const BROKEN_PERCENT = /%(?![\dA-Fa-f]{2})/;
const SCHEME = /^[A-Za-z][\dA-Za-z+.-]*$/;
// What can't be in a part of a URI, beyond a percent sign that does not begin two hexadecimal digits.
const NOT_USER = /[^\w\-.~!$&'()*+,;=:%]/;
const NOT_NAME = /[^\w\-.~!$&'()*+,;=%]/;
const NOT_PATH = /[^\w\-.~!$&'()*+,;=:@%/]/;
const NOT_QUERY = /[^\w\-.~!$&'()*+,;=:@%/?]/;
const FUTURE_ADDRESS = /^v[\dA-F]+\.[\w\-.~!$&'()*+,;=:]+$/i;

/** Whether `text` is a `uri` (RFC 3986 §3, Validation §7.3.5). */
export function fitsUri(text: string): boolean {
  return hasScheme(text) && fitsUriReference(text);
}

/** Whether `text` is a `uri-reference`: a URI or a relative reference (RFC 3986 §4.1). */
export function fitsUriReference(text: string): boolean {
  if (BROKEN_PERCENT.test(text)) return false;
  const [start, fragment] = cut(text, "#");
  const [hierarchy, query] = cut(start, "?");
  if (NOT_QUERY.test(query) || NOT_QUERY.test(fragment)) return false;
  // A colon before any slash ends a scheme: the first segment of a relative path has none.
  const colon = hierarchy.search(/[:/]/);
  const isAbsolute = hierarchy.charAt(colon) === ":";
  if (isAbsolute && !SCHEME.test(hierarchy.slice(0, colon))) return false;
  const rest = isAbsolute ? hierarchy.slice(colon + 1) : hierarchy;
  if (!rest.startsWith("//")) return !NOT_PATH.test(rest);
  const [authority, path] = cut(rest.slice(2), "/");
  return !NOT_PATH.test(path) && isAuthority(authority);
}

/** Whether `text` begins with a name and a colon, so that it does not depend on where it stands. */
function hasScheme(text: string): boolean {
  const colon = text.indexOf(":");
  return colon !== -1 && SCHEME.test(text.slice(0, colon));
}

/** The text before the first `mark`, and after it; the latter empty where there is none. */
function cut(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** Whether `text` is `[ userinfo "@" ] host [ ":" port ]` (RFC 3986 §3.2). */
function isAuthority(text: string): boolean {
  const at = text.indexOf("@");
  const host = text.slice(at + 1);
  if (at !== -1 && NOT_USER.test(text.slice(0, at))) return false;
  if (!host.startsWith("[")) {
    const [name, port] = cut(host, ":");
    return !NOT_NAME.test(name) && !/\D/.test(port);
  }
  const [address, port] = cut(host.slice(1), "]");
  return (
    host.includes("]") && /^(?::\d*)?$/.test(port) && (fitsIpv6(address) || FUTURE_ADDRESS.test(address))
  );
}
