/** The seed of every random test: `FRAMEWRIGHT_SEED` in the environment, else always the same. */
export const seed: number = Number(process.env.FRAMEWRIGHT_SEED ?? 20_120_221);

/** Random choices that come out the same for the same seed (mulberry32). */
export class Random {
  #state: number;

  constructor(state: number) {
    this.#state = state | 0;
  }

  /** A number from 0 up to, but not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** Yes, with this probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of several values, of which there is at least one. */
  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }
}
