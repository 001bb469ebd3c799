import { keepToDirections } from "./format-direction.js";
import { isULabel } from "./format-label.js";
import { decodePunycode, punycodeLength } from "./format-punycode.js";

const MAX_NAME = 253;
const MAX_LABEL = 63;
const LABEL = /^[\dA-Za-z](?:[\dA-Za-z-]*[\dA-Za-z])?$/;
const A_LABEL = /^xn--/i;

/**
 * Whether `text` is a `hostname`: letters, digits and hyphens (RFC 1123 §2.1), `xn--` before what is the Punycode of a
 * label that may be (RFC 5891 §4.4, Validation §7.3.3).
 */
export function fitsHostname(text: string): boolean {
  return text.length <= MAX_NAME && areLabels(text.split("."), asciiLabel);
}

/** Whether `text` is an `idn-hostname`: a host name of which labels may be U-labels (RFC 5890 §2.3.2.3). */
export function fitsIdnHostname(text: string): boolean {
  // No label is shorter in ASCII than it is here.
  if (text.length > MAX_NAME) return false;
  const labels = text.split(/[.\u3002\uFF0E\uFF61]/);
  const length = labels.reduce((sum, label) => sum + asciiLength(label) + 1, -1);
  return length <= MAX_NAME && areLabels(labels, anyLabel);
}

/** Whether `read` takes all `labels`, and they go together. */
function areLabels(labels: readonly string[], read: (label: string) => string | undefined): boolean {
  const plain = labels.map(read);
  return plain.every((label) => label !== undefined) && keepToDirections(plain as string[]);
}

/** The label that an ASCII label shows, or `undefined` where it is none. */
function asciiLabel(label: string): string | undefined {
  if (label.length > MAX_LABEL || !LABEL.test(label)) return undefined;
  if (!A_LABEL.test(label)) return label.toLowerCase();
  const decoded = decodePunycode(label.slice("xn--".length).toLowerCase());
  return decoded !== undefined && isULabel(decoded) ? decoded : undefined;
}

function anyLabel(label: string): string | undefined {
  if (isAscii(label)) return asciiLabel(label);
  return isULabel(label) ? label : undefined;
}

function asciiLength(label: string): number {
  return isAscii(label) ? label.length : "xn--".length + punycodeLength(label);
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7F]/.test(text);
}
