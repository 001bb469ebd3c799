import { assertedFormats } from "../../generator/model/formats.js";

/** Tells whether a text fits a format. */
export type Predicate = (text: string) => boolean;

/** Whether `text` fits `format`, which must be one that is asserted. */
export function fits(format: string, text: string): boolean {
  const predicate = assertedFormats.get(format);
  if (!predicate) throw new Error(`${format} is not asserted`);
  return predicate(text);
}
