import { thresholds } from "./thresholds.js";

interface Sampled {
  readonly hash: number;
  readonly text: string;
}

/**
 * A bounded sample of distinct texts: those whose hashes are least. Which those are does not depend on the order in which the texts
 * come, nor on how often; the seed draws another sample.
 */
export class Sample {
  /** By hash, then by text. */
  readonly #kept: Sampled[] = [];
  readonly #seed: number;
  #length = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** The texts, in an order of their own. */
  get texts(): readonly string[] {
    return this.#kept.map(({ text }) => text);
  }

  /** Considers a text; `maxLength` bounds all that are kept, and never grows. */
  add(text: string, maxLength: number): void {
    if (text.length > thresholds.exampleLength) return;
    const hash = hashOf(text, this.#seed);
    const last = this.#kept.at(-1);
    const isFull = this.#kept.length >= thresholds.sampleFrames || this.#length >= maxLength;
    if (last && isFull && hash > last.hash) return;
    const at = this.#kept.findIndex((one) => one.hash > hash || (one.hash === hash && one.text >= text));
    if (at >= 0 && this.#kept[at]?.text === text) return;
    // A slice of a text keeps the whole of it alive; this is a copy.
    const kept = Buffer.from(text, "utf8").toString("utf8");
    this.#kept.splice(at < 0 ? this.#kept.length : at, 0, { hash, text: kept });
    this.#length += text.length;
    while (
      this.#kept.length > thresholds.sampleFrames ||
      (this.#length > maxLength && this.#kept.length > 1)
    ) {
      this.#length -= this.#kept.pop()?.text.length ?? 0;
    }
  }
}

/** FNV-1a over UTF-16 code units, with a last round that spreads what differs at the end only. */
function hashOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
