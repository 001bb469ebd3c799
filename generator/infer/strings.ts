import { fitsDate, fitsDateTime } from "../runtime/format-time.js";
import { looksSecret } from "./secrets.js";
import { thresholds } from "./thresholds.js";

/** A format of JSON Schema that strings are recognised to have. */
export type Format = "date-time" | "date" | "uuid";

const formats: Readonly<Record<Format, (text: string) => boolean>> = {
  "date-time": fitsDateTime,
  date: fitsDate,
  uuid: (text) => /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text),
};

/** What has been seen of the strings at one place. */
export class StringEvidence {
  count = 0;
  /** How often each was seen; nothing where there are too many, or one that is not a word. */
  values: Map<string, number> | undefined = new Map();
  /** What all of them were. */
  formats: readonly Format[] = Object.keys(formats) as Format[];

  add(value: string, count = 1): void {
    this.count += count;
    if (this.formats.length > 0) this.formats = this.formats.filter((format) => formats[format](value));
    if (!this.values) return;
    const before = this.values.get(value);
    if (before === undefined && !(isWord(value) && this.values.size < 2 * thresholds.enumValues)) {
      this.values = undefined;
    } else this.values.set(value, (before ?? 0) + count);
  }

  merge(other: StringEvidence): void {
    this.count += other.count;
    this.formats = this.formats.filter((format) => other.formats.includes(format));
    if (!this.values || !other.values) {
      this.values = undefined;
      return;
    }
    for (const [value, count] of other.values) this.values.set(value, (this.values.get(value) ?? 0) + count);
    if (this.values.size > 2 * thresholds.enumValues) this.values = undefined;
  }
}

/** Whether it may be one of a set of names: letters first, short, and nothing to hide. */
function isWord(value: string): boolean {
  return value.length <= 48 && /^\p{L}[\p{L}\p{N}_.:/ -]*$/u.test(value) && !looksSecret(value);
}
