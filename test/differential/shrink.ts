import type { Json, JsonObject } from "../../generator/model/types.js";

/** How many smaller ones are tried before the smallest so far is good enough. */
const TRIES = 3000;

/**
 * The smallest thing that can be made of `value` by leaving out and simplifying parts, so that `holds` still holds.
 *
 * @param simple - what any part may be replaced by.
 */
export async function shrunk(
  value: Json,
  simple: readonly Json[],
  holds: (value: Json) => Promise<boolean>,
): Promise<Json> {
  let best = value;
  let left = TRIES;
  const tried = new Set([JSON.stringify(value)]);
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const smaller of smallerThan(best, simple)) {
      const text = JSON.stringify(smaller);
      if (tried.has(text)) continue;
      tried.add(text);
      if (left-- === 0) return best;
      if (!(await holds(smaller))) continue;
      best = smaller;
      isSmaller = true;
      break;
    }
  }
  return best;
}

/** Everything that is one step smaller: the most is gained by those that come first. */
function* smallerThan(value: Json, simple: readonly Json[]): Generator<Json> {
  const length = JSON.stringify(value).length;
  for (const one of simple) if (JSON.stringify(one).length < length) yield one;
  if (typeof value === "string" && value !== "") yield value.slice(1);
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values(value))
    if (typeof inner === "object" && inner !== null) yield inner as Json;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) yield value.toSpliced(at, 1);
    for (const [at, inner] of value.entries()) {
      for (const smaller of smallerThan(inner, simple)) yield value.with(at, smaller);
    }
    return;
  }
  const members = Object.entries(value as JsonObject);
  for (const [name] of members) yield Object.fromEntries(members.filter(([other]) => other !== name));
  for (const [name, inner] of members) {
    for (const smaller of smallerThan(inner, simple)) {
      yield Object.fromEntries(
        members.map(([other, kept]): [string, Json] => [other, other === name ? smaller : kept]),
      );
    }
  }
}
