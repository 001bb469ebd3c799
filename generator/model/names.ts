/**
 * A name in the form that types have: the letters and digits of `text`, each word with a capital.
 *
 * @returns nothing where `text` has neither letter nor digit.
 */
export function typeName(text: string): string | undefined {
  // Not every letter and mark can stand in an identifier: those that enclose what is before them can't.
  const words = text.normalize("NFC").match(/(?:(?=[\p{L}\p{Nl}\p{Nd}\p{M}])\p{ID_Continue})+/gu) ?? [];
  const name = words.map(capitalize).join("");
  if (name === "" || !/[\p{L}\p{Nd}]/u.test(name)) return undefined;
  return /^\p{ID_Start}/u.test(name) ? name : `_${name}`;
}

/** The form that values have: `HTTPError` becomes `httpError`. */
export function valueName(name: string): string {
  return name.replace(/^(\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}+(?!\p{L})|\p{Lu})/u, (start) => start.toLowerCase());
}

/** The name that a file gives its schema: `session.schema.json` is `session`. */
export function baseName(file: string): string {
  return file.replace(/^.*\//, "").replace(/(\.schema)?\.json$/, "");
}

function capitalize(word: string): string {
  const [first = ""] = word;
  return first.toUpperCase() + word.slice(first.length);
}
