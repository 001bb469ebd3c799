/** A name in the form that classes have: what was made of the schema, without an underscore in front. */
export function className(name: string): string {
  const normal = name.normalize("NFKC").replace(/[^\p{XID_Continue}]/gu, "");
  return /^(?!_)\p{XID_Start}/u.test(normal) ? normal : `Type${normal.replace(/^_+/, "")}`;
}

/**
 * A name in the form that attributes and functions have: `runPath`, `run-path` and `RunPath` are all `run_path`.
 *
 * @returns nothing where `text` has no letter and no digit.
 */
export function snakeName(text: string): string | undefined {
  const words = text
    .normalize("NFKC")
    .replace(/(\p{Ll}|\p{Nd})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .match(/(?:(?=[\p{L}\p{Nl}\p{Nd}\p{M}])\p{XID_Continue})+/gu);
  const name = (words ?? []).join("_").toLowerCase().normalize("NFKC");
  if (!/[\p{L}\p{Nd}]/u.test(name)) return undefined;
  return /^\p{XID_Start}/u.test(name) ? name : `n${name}`;
}
