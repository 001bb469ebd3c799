import { fitsIpv4, fitsIpv6 } from "./format-address.js";
import { keepToDirections } from "./format-direction.js";
import { isULabel } from "./format-label.js";

const QUOTED_PAIR = /\\[ -~]/g;
const NOT_QUOTED = /[^ !#-[\]-~]/;
const NOT_ATEXT = /[^\w!#$%&'*+\-/=?^`{|}~]/;
const DOMAIN_LABEL = /^[\dA-Za-z](?:[\dA-Za-z-]*[\dA-Za-z])?$/;

/** Whether `text` is an `email` address: `Mailbox` of RFC 5321 §4.1.2 (Validation §7.3.2). */
export function fitsEmail(text: string): boolean {
  const [local, domain] = halves(text);
  return isLocalPart(local) && (isAddressLiteral(domain) || domain.split(".").every(isDomainLabel));
}

/**
 * Whether `text` is an `idn-email` address: `Mailbox` as RFC 6531 §3.3 extends it (Validation §7.3.2).
 *
 * The domain is brought into normal form first, as whoever looks it up does.
 */
export function fitsIdnEmail(text: string): boolean {
  const [local, domain] = halves(text);
  if (!isLocalPart(local, plainText)) return false;
  if (isAddressLiteral(domain)) return true;
  const labels = domain.normalize("NFC").split(".");
  const isName = labels.every((label) => isDomainLabel(label) || isULabel(label));
  return isName && keepToDirections(labels);
}

/** What is before the last `@`, and after it; both empty where there is none. */
function halves(text: string): [local: string, domain: string] {
  const at = text.lastIndexOf("@");
  return at === -1 ? ["", ""] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * Whether `text` is what may stand before the `@` of an address.
 *
 * @param plain - gives a text in which letters stand for what may be anywhere in it, but not after a backslash.
 */
function isLocalPart(text: string, plain = (part: string) => part): boolean {
  if (/^".*"$/s.test(text)) return !NOT_QUOTED.test(plain(text.slice(1, -1).replace(QUOTED_PAIR, "")));
  const atoms = plain(text).split(".");
  return atoms.every((atom) => atom !== "" && !NOT_ATEXT.test(atom));
}

/** Writes what is not ASCII as letters (`UTF8-non-ascii`); lone surrogates can't be written in UTF-8. */
function plainText(text: string): string {
  return text.replace(/[\x80-\uD7FF\uE000-\u{10FFFF}]/gu, "a");
}

function isDomainLabel(label: string): boolean {
  return DOMAIN_LABEL.test(label);
}

/** Whether `text` is an IP address in brackets; no other kinds of address are registered. */
function isAddressLiteral(text: string): boolean {
  if (!text.startsWith("[") || !text.endsWith("]")) return false;
  const address = text.slice(1, -1);
  return /^IPv6:/i.test(address) ? fitsIpv6(address.slice("IPv6:".length)) : fitsIpv4(address);
}
