import type { Direction } from "../recording/index.js";
import { channelKey } from "./channels.js";
import { type Budget, isSpent, newBudget, ObjectEvidence, type Splits } from "./evidence.js";
import { Extremes } from "./examples.js";
import type { RecordedFrame } from "./recorded.js";
import { Sample } from "./sample.js";
import { thresholds } from "./thresholds.js";

/** How long the texts of all samples together may be. */
const MAX_SAMPLED = 2 ** 25;

/** What identifies one kind of frame in one direction of one channel. */
export interface KindKey {
  /** As `channelKey` gives it; absent where frames were recorded without a channel. */
  readonly channel: string | undefined;
  readonly direction: Direction;
  readonly kind: string | number;
}

/** What has been seen of one kind of frame. */
export interface KindEvidence extends KindKey {
  count: number;
  evidence: ObjectEvidence;
  readonly sample: Sample;
  readonly extremes: Extremes;
}

/** Puts frames together by channel, direction and kind, and counts what is in them. */
export class Collector {
  readonly #tag: string;
  readonly #seed: number;
  readonly #splits: ReadonlyMap<string, Splits>;
  readonly #budget: Budget = newBudget();
  readonly #kinds = new Map<string, KindEvidence>();
  readonly #keys = new Map<string, string>();
  hasDirections = false;

  /** @param splits - the unions inside of frames, by {@link idOf} of their kind. */
  constructor(tag: string, seed: number, splits: ReadonlyMap<string, Splits> = new Map()) {
    this.#tag = tag;
    this.#seed = seed;
    this.#splits = splits;
  }

  /** All kinds, in an order that is not that of the frames. */
  get kinds(): readonly KindEvidence[] {
    return [...this.#kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  }

  /**
   * Counts a frame.
   *
   * @returns why it can't be, in which case nothing is counted.
   */
  add({ value, text, channel, direction }: RecordedFrame): string | undefined {
    if (!Object.hasOwn(value, this.#tag)) return `without \`${this.#tag}\``;
    const kind = value[this.#tag];
    const isKind = typeof kind === "string" || (typeof kind === "number" && Number.isSafeInteger(kind));
    if (!isKind) return `\`${this.#tag}\` is neither a string nor an integer`;
    if (typeof kind === "string" && kind.length > 256) return `\`${this.#tag}\` is longer than a name`;
    if (direction) this.hasDirections = true;
    const one = this.#kind({
      channel: channel === undefined ? undefined : this.#key(channel),
      direction: direction ?? "serverToClient",
      kind,
    });
    if (!one) return `more kinds, channels included, than ${2 * thresholds.kinds}`;
    one.count++;
    one.evidence.add(value, this.#budget, 1, this.#tag);
    one.sample.add(text.trim(), Math.min(thresholds.sampleLength, MAX_SAMPLED / this.#kinds.size));
    one.extremes.add(text.trim());
    while (isSpent(this.#budget)) this.#cut();
    return undefined;
  }

  #kind(key: KindKey): KindEvidence | undefined {
    const id = idOf(key);
    let one = this.#kinds.get(id);
    if (one) return one;
    if (this.#kinds.size >= 2 * thresholds.kinds) return undefined;
    one = {
      ...key,
      count: 0,
      evidence: new ObjectEvidence(this.#splits.get(id)),
      sample: new Sample(this.#seed),
      extremes: new Extremes(),
    };
    this.#kinds.set(id, one);
    return one;
  }

  #key(channel: string): string {
    let key = this.#keys.get(channel);
    if (key === undefined) {
      if (this.#keys.size > 10_000) this.#keys.clear();
      key = channelKey(channel);
      this.#keys.set(channel, key);
    }
    return key;
  }

  /** Makes room by forgetting what is deepest. */
  #cut(): void {
    this.#budget.depth--;
    this.#budget.nodes = 0;
    for (const { evidence } of this.#kinds.values()) {
      evidence.cut(this.#budget.depth - 1);
      this.#budget.nodes += evidence.nodes;
    }
  }
}

/** A text for a kind that no other kind has. */
export function idOf({ channel, direction, kind }: KindKey): string {
  return JSON.stringify([channel ?? null, direction, typeof kind, kind]);
}
