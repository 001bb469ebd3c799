import type { Channel, Kind, Protocol } from "../model/types.js";
import { type Direction, type Entry, fitOfPath } from "../recording/index.js";
import { show } from "../runtime/report.js";
import type { AnyCodec, ProtocolCodecs } from "../targets/typescript/run.js";

/** A codec, and which kinds it knows. */
export interface Decoder {
  readonly codec: AnyCodec;
  readonly tag: string;
  readonly kinds: ReadonlySet<Kind>;
}

/** How many places are remembered: a path with parameters may be written in any number of ways. */
const maxPlaces = 10_000;

const directions: readonly Direction[] = ["serverToClient", "clientToServer"];

/**
 * Chooses decoders by what a line of a recording tells of its frame: those of its channel, which may be named by its path
 * as well, in its direction if that is told; where nothing is told, that of all frames, or all that there are.
 */
export class Decoders {
  /** Those of a frame of which nothing is told. */
  readonly all: readonly Decoder[];
  readonly #channels: readonly Channel[];
  readonly #carried: ReadonlyMap<string, Partial<Record<Direction, Decoder>>>;
  readonly #places = new Map<string, readonly Decoder[]>();

  constructor({ frames, unions, channels }: Protocol, codecs: ProtocolCodecs) {
    this.#channels = channels;
    this.#carried = new Map(
      channels.map((channel) => {
        const own = codecs.channels.get(channel.name);
        const carried = directions.map((one) => [one, decoderOf(channel[one], own?.[one])] as const);
        return [channel.name, Object.fromEntries(carried.filter(([, decoder]) => decoder))] as const;
      }),
    );
    const parts = [
      ...unions.map((union) => decoderOf(union, codecs.unions.get(union.name))),
      ...[...this.#carried.values()].flatMap((channel) => Object.values(channel)),
    ].filter((decoder) => decoder !== undefined);
    const whole =
      "members" in frames ? decoderOf({ tag: frames.tag, frames: frames.members }, codecs.frames) : undefined;
    this.all = whole ? [whole] : parts;
  }

  /** The decoders for the frame of a line, of which one must accept it; or why there are none. */
  of({ channel, direction }: Entry): readonly Decoder[] | string {
    if (channel === undefined) return this.all;
    const place = `${direction} ${channel}`;
    const known = this.#places.get(place);
    if (known) return known;
    const found = this.#channels.find(({ name }) => name === channel) ?? this.#onPath(channel);
    const carried = found && this.#carried.get(found.name);
    if (!carried) return `The protocol has no channel ${show(channel)}`;
    const chosen = (direction === undefined ? directions : [direction]).flatMap((one) => carried[one] ?? []);
    if (chosen.length === 0)
      return `The channel ${show(channel)} carries nothing in the direction ${direction}`;
    if (this.#places.size < maxPlaces) this.#places.set(place, chosen);
    return chosen;
  }

  /** The channel whose path says most of where a frame was recorded. */
  #onPath(recorded: string): Channel | undefined {
    let best: { readonly channel: Channel; readonly fit: number } | undefined;
    for (const channel of this.#channels) {
      const fit = fitOfPath(recorded, channel.path);
      if (fit !== undefined && fit >= (best?.fit ?? 0)) best = { channel, fit };
    }
    return best?.channel;
  }
}

function decoderOf(
  union: { readonly tag: string; readonly frames: readonly { readonly kind: Kind }[] } | undefined,
  codec: AnyCodec | undefined,
): Decoder | undefined {
  return union && codec && { codec, tag: union.tag, kinds: new Set(union.frames.map(({ kind }) => kind)) };
}
