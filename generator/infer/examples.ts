import type { JsonObject } from "../model/types.js";
import { parseExact } from "../runtime/json.js";
import { masked } from "./mask.js";
import { copyOf } from "./sample.js";
import type { Shape } from "./shapes.js";
import { thresholds } from "./thresholds.js";

/** Finds the shortest and the longest of texts, among those that are not too long to be read. */
export class Extremes {
  shortest: string | undefined;
  longest: string | undefined;

  add(text: string): void {
    if (text.length > thresholds.exampleLength) return;
    if (this.shortest === undefined || isLess(text, this.shortest)) this.shortest = copyOf(text);
    if (this.longest === undefined || isLess(this.longest, text)) this.longest = copyOf(text);
  }
}

/** Examples of a kind: the most typical frame, the shortest and the longest, with what looks like a secret masked. */
export function examplesOf(
  { shortest, longest }: Extremes,
  sample: readonly string[],
  shape: Shape,
): { readonly examples: readonly JsonObject[]; readonly masks: number } {
  const texts = [typicalOf(sample), shortest, longest].filter((text) => text !== undefined);
  const parsed = texts.map((text) => masked(parseExact(text) as JsonObject, shape));
  const distinct = new Map(parsed.map((one) => [textOf(one.value), one]));
  return {
    examples: [...distinct.values()].map(({ value }) => value),
    masks: [...distinct.values()].reduce((sum, { masks }) => sum + masks, 0),
  };
}

/** Of the texts whose frames have the properties that most have, the one of middle length. */
function typicalOf(texts: readonly string[]): string | undefined {
  const groups = new Map<string, string[]>();
  for (const text of texts) {
    const form = Object.keys(JSON.parse(text) as object)
      .sort()
      .join("\0");
    groups.set(form, [...(groups.get(form) ?? []), text]);
  }
  const [largest = []] = [...groups]
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .map(([, group]) => group);
  return [...largest].sort((a, b) => (isLess(a, b) ? -1 : 1))[Math.floor(largest.length / 2)];
}

function isLess(a: string, b: string): boolean {
  return a.length - b.length < 0 || (a.length === b.length && a < b);
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}n` : part));
}
