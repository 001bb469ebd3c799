/** The most characters that a text may have to be read by its layout; strings cut out of it keep all of it in memory. */
const MAX_LENGTH = 8192;

/**
 * Reads a value out of canonical text, or the same with a space behind each comma and colon, or throws; gives nothing where the text
 * is any other, valid or not.
 */
export type Reader<T> = (text: string) => T | undefined;

/** Reads a text, if it is not too long for that. */
export function readShort<T>(text: string, read: Reader<T> | undefined): T | undefined {
  if (read === undefined || text.length > MAX_LENGTH) return undefined;
  try {
    return read(text);
  } catch {
    return undefined; // a part of it is not JSON: what is wrong is said of the text as a whole
  }
}
