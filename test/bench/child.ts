/*
 * Verifies one contestant, or measures it and prints each measurement as a line of JSON:
 *
 *   child.js <contestant> [<settings as JSON>]
 *
 * Not both in one process: a guard that has met all kinds of broken frames is a slower one.
 */
import type { Contestant } from "./contestants/contestant.js";
import { kinds } from "./frames.js";
import { type Settings, speeds } from "./speed.js";
import { verify } from "./verify.js";

const [name = "", settings] = process.argv.slice(2);
// By its address, as the bundler has not put it in here.
const module = new URL(`./contestants/${name}.js`, import.meta.url).href;
const { contestant } = (await import(module)) as { readonly contestant: Contestant };

if (settings === undefined) {
  const seen = new Set(kinds.flatMap((kind) => [...verify(contestant, kind)]));
  const unseen = contestant.differences?.filter((difference) => !seen.has(difference)) ?? [];
  if (unseen.length > 0) throw new Error(`${name} does not differ any more: ${unseen.join(", ")}`);
} else {
  for (const measurement of speeds(contestant, JSON.parse(settings) as Settings))
    console.log(JSON.stringify(measurement));
}
