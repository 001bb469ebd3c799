const OCTET = /^(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/;
const HEXADECIMAL_GROUP = /^[\dA-Fa-f]{1,4}$/;

/**
 * Whether `text` is an `ipv4` address: four decimal numbers up to 255 (RFC 2673 §3.2, Validation §7.3.4).
 *
 * Leading zeros are refused: some programs read them as octal, and see another address than others do.
 */
export function fitsIpv4(text: string): boolean {
  // Nothing longer is taken apart, however long it is.
  if (text.length > "255.255.255.255".length) return false;
  const octets = text.split(".");
  return octets.length === 4 && octets.every((octet) => OCTET.test(octet));
}

/** Whether `text` is an `ipv6` address (RFC 4291 §2.2, Validation §7.3.4), without a zone. */
export function fitsIpv6(text: string): boolean {
  if (text.length > "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".length) return false;
  const end = text.lastIndexOf(":") + 1;
  const hasIpv4 = fitsIpv4(text.slice(end));
  // The last two groups may be written as an IPv4 address.
  const [before = "", after, ...more] = (hasIpv4 ? `${text.slice(0, end)}0:0` : text).split("::");
  const groups = [before, after].flatMap((part) => (part ? part.split(":") : []));
  const isComplete = after === undefined ? groups.length === 8 : groups.length < 8;
  return isComplete && more.length === 0 && groups.every((group) => HEXADECIMAL_GROUP.test(group));
}
