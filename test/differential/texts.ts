import type { Json, JsonObject } from "../../generator/model/types.js";
import type { Random } from "./random.js";

/**
 * JSON texts of one value, and texts close to them that may be no JSON: the canonical one; with white space, members
 * in any order, and strings and numbers in other spellings; with a member twice; and damaged.
 */
export function textsOf(value: Json, random: Random): string[] {
  const other = spelled(value, random);
  return [
    JSON.stringify(value),
    other,
    spelled(value, random),
    damaged(JSON.stringify(value), random),
    damaged(other, random),
  ];
}

function spelled(value: Json, random: Random): string {
  const space = () => (random.chance(0.2) ? random.pick([" ", "\n", "\t", "\r\n  "]) : "");
  const around = (text: string) => space() + text + space();
  if (typeof value === "string") return around(spelledString(value, random));
  if (typeof value === "number") return around(spelledNumber(value, random));
  if (Array.isArray(value))
    return around(`[${value.map((one) => spelled(one, random)).join(",") || space()}]`);
  if (typeof value !== "object" || value === null) return around(JSON.stringify(value));
  const members = Object.entries(value as JsonObject).map(
    ([name, inner]) => `${around(spelledString(name, random))}:${spelled(inner, random)}`,
  );
  members.sort(() => random.next() - 0.5);
  const [first] = Object.keys(value);
  // Of two members with one name, the last counts.
  if (first !== undefined && random.chance(0.1))
    members.unshift(`${JSON.stringify(first)}:${random.below(3)}`);
  return around(`{${members.join(",") || space()}}`);
}

function spelledString(value: string, random: Random): string {
  if (random.chance(0.7)) return JSON.stringify(value);
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `"${value.split("").map(escaped).join("")}"`;
}

function spelledNumber(value: number, random: Random): string {
  const plain = JSON.stringify(value);
  if (!Number.isInteger(value) || Math.abs(value) > 1e6) return plain;
  return random.pick([plain, plain, `${plain}.0`, `${plain}e0`, `${plain}0e-1`, `${plain}.000E+0`]);
}

/** The text with one character left out, doubled or replaced, or the end cut off. */
function damaged(text: string, random: Random): string {
  const at = random.below(text.length);
  const [before, after] = [text.slice(0, at), text.slice(at + 1)];
  const insides = ["", text.charAt(at).repeat(2), random.pick(['"', "{", "]", ",", "0", "-", " ", "\u0000"])];
  return random.chance(0.2) ? before : before + random.pick(insides) + after;
}

/** Whether a text keeps to what `JSON.parse` can hold: no number of many digits, and no half of a surrogate pair. */
export function isPlain(text: string): boolean {
  const isLong = /\d{16}|[eE]\+?\d{3}/.test(text);
  const isHalved = /\p{Surrogate}|\\ud[89ab]..(?!\\ud[c-f])|(?<!\\ud[89ab]..)\\ud[c-f]/iu.test(text);
  return !isLong && !isHalved;
}
