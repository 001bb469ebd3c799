import { channelName, type Direction } from "../recording/index.js";
import { channelKey } from "./channels.js";
import { type Budget, isSpent, isTagValue, newBudget, ObjectEvidence, type Splits } from "./evidence.js";
import { Extremes } from "./examples.js";
import type { RecordedFrame } from "./recorded.js";
import { Sample } from "./sample.js";
import { thresholds } from "./thresholds.js";

/** How long the texts of all samples together may be. */
const MAX_SAMPLED = 2 ** 25;

/** How long the name of a channel may be. */
const MAX_CHANNEL = 200;

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
  /** The texts of some frames. */
  readonly texts: readonly string[];
  readonly extremes: Extremes;
}

/** The same while it is collected. */
type Collected = Omit<KindEvidence, "texts"> & { readonly sample: Sample };

/** Puts frames together by channel, direction and kind, and counts what is in them. */
export class Collector {
  readonly #tag: string;
  readonly #seed: number;
  readonly #splits: ReadonlyMap<string, Splits> | undefined;
  readonly #budget: Budget = newBudget();
  readonly #kinds = new Map<string, Collected>();
  readonly #keys = new Map<string, string>();
  /** Whether any frame was recorded with its direction. */
  hasDirections = false;
  /** The keys of channels that were recorded by a name, rather than by a path. */
  readonly named: Set<string> = new Set();

  /**
   * @param splits - the unions inside of frames, by {@link idOf} of their kind; frames are counted again for them, and no texts
   * are kept.
   */
  constructor(tag: string, seed: number, splits?: ReadonlyMap<string, Splits>) {
    this.#tag = tag;
    this.#seed = seed;
    this.#splits = splits;
  }

  /** All kinds, in an order that is not that of the frames. */
  get kinds(): readonly KindEvidence[] {
    const sorted = [...this.#kinds].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.map(([, { sample, ...one }]) => ({ ...one, texts: sample.texts(this.#sampleLength) }));
  }

  /**
   * Counts a frame.
   *
   * @returns why it can't be, in which case nothing is counted.
   */
  add({ value, text, channel, direction }: RecordedFrame): string | undefined {
    if (!Object.hasOwn(value, this.#tag)) return `without \`${this.#tag}\``;
    const kind = value[this.#tag];
    if (typeof kind === "string" && !isTagValue(kind)) return `\`${this.#tag}\` is longer than a name`;
    if (!isTagValue(kind)) return `\`${this.#tag}\` is neither a string nor an integer`;
    if (channel !== undefined && channel.length > MAX_CHANNEL)
      return `a channel of more than ${MAX_CHANNEL} characters`;
    if (direction) this.hasDirections = true;
    const one = this.#kind({
      channel: channel === undefined ? undefined : this.#key(channel),
      direction: direction ?? "serverToClient",
      kind,
    });
    if (!one) return `of more than ${2 * thresholds.kinds} kinds, those of each channel on their own`;
    one.count++;
    one.evidence.add(value, this.#budget, 1, this.#tag);
    if (!this.#splits) {
      one.sample.add(text.trim(), this.#sampleLength);
      one.extremes.add(text.trim());
    }
    while (isSpent(this.#budget)) this.#cut();
    return undefined;
  }

  /** How long the sample of a kind may be: there is less for each, the more there are. */
  get #sampleLength(): number {
    return Math.min(thresholds.sampleLength, MAX_SAMPLED / this.#kinds.size);
  }

  #kind(key: KindKey): Collected | undefined {
    const id = idOf(key);
    let one = this.#kinds.get(id);
    if (one) return one;
    if (this.#kinds.size >= 2 * thresholds.kinds) return undefined;
    one = {
      ...key,
      count: 0,
      evidence: new ObjectEvidence(this.#splits?.get(id)),
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
      if (!channelName(channel).isPath) this.named.add(key);
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
