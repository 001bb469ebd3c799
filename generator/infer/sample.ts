import { thresholds } from "./thresholds.js";

interface Sampled {
  readonly hash: number;
  readonly text: string;
}

/**
 * A bounded sample of distinct texts: those whose hashes are least, as many as there is room for. Which those are does not depend on
 * the order in which the texts come, nor on how often; the seed draws another sample.
 */
export class Sample {
  /** By hash, then by text. */
  readonly #kept: Sampled[] = [];
  readonly #seed: number;
  #length = 0;
  /** The least that there was no room for: nothing behind it is kept, even where there is room again. */
  #limit: Sampled | undefined;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** The texts, in an order of their own, of no more than `maxLength` characters in all. */
  texts(maxLength: number): readonly string[] {
    this.#trim(maxLength);
    return this.#kept.map(({ text }) => text);
  }

  /** Considers a text; `maxLength` bounds all that are kept, and never grows. */
  add(text: string, maxLength: number): void {
    if (text.length > thresholds.sampledLength) return;
    const hash = hashOf(text, this.#seed);
    if (this.#limit && hash > this.#limit.hash) return;
    const own = { hash, text };
    if (this.#limit && !isBefore(own, this.#limit)) return;
    const at = this.#kept.findIndex((one) => !isBefore(one, own));
    if (at >= 0 && this.#kept[at]?.text === text) return;
    const kept = { hash, text: copyOf(text) };
    this.#kept.splice(at < 0 ? this.#kept.length : at, 0, kept);
    this.#length += text.length;
    this.#trim(maxLength);
  }

  #trim(maxLength: number): void {
    while (this.#kept.length > thresholds.sampleFrames || this.#length > maxLength) {
      this.#limit = this.#kept.pop() as Sampled;
      this.#length -= this.#limit.text.length;
    }
  }
}

function isBefore(a: Sampled, b: Sampled): boolean {
  return a.hash < b.hash || (a.hash === b.hash && a.text < b.text);
}

/** A text that does not keep alive what it is a slice of. */
export function copyOf(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

/** FNV-1a over UTF-16 code units, with a last round that spreads what differs at the end only. */
export function hashOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
