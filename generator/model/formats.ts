import { fitsJsonPointer, fitsRegex, fitsRelativeJsonPointer, fitsUuid } from "../runtime/format.js";
import { fitsIpv4, fitsIpv6 } from "../runtime/format-address.js";
import { fitsEmail, fitsIdnEmail } from "../runtime/format-email.js";
import { fitsHostname, fitsIdnHostname } from "../runtime/format-hostname.js";
import { fitsIri, fitsIriReference } from "../runtime/format-iri.js";
import { fitsUriTemplate } from "../runtime/format-template.js";
import { fitsDate, fitsDateTime, fitsDuration, fitsTime } from "../runtime/format-time.js";
import { fitsUri, fitsUriReference } from "../runtime/format-uri.js";

/** Tells whether a text fits a format; a function of the runtime, whose name is the name there. */
export type FormatPredicate = (text: string) => boolean;

/** The formats that can be asserted (Validation §7.3); others are refused where formats are asserted. */
export const assertedFormats: ReadonlyMap<string, FormatPredicate> = new Map([
  ["date", fitsDate],
  ["date-time", fitsDateTime],
  ["duration", fitsDuration],
  ["email", fitsEmail],
  ["hostname", fitsHostname],
  ["idn-email", fitsIdnEmail],
  ["idn-hostname", fitsIdnHostname],
  ["ipv4", fitsIpv4],
  ["ipv6", fitsIpv6],
  ["iri", fitsIri],
  ["iri-reference", fitsIriReference],
  ["json-pointer", fitsJsonPointer],
  ["regex", fitsRegex],
  ["relative-json-pointer", fitsRelativeJsonPointer],
  ["time", fitsTime],
  ["uri", fitsUri],
  ["uri-reference", fitsUriReference],
  ["uri-template", fitsUriTemplate],
  ["uuid", fitsUuid],
]);

/** The predicate of a format that can be asserted. */
export function predicateOf(format: string): FormatPredicate {
  return assertedFormats.get(format) as FormatPredicate;
}
