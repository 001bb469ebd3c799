import type { Channel } from "../model/types.js";
import { type Direction, type Entry, isOnPath } from "../recording/index.js";
import { show } from "../runtime/report.js";
import type { AnyCodec, ProtocolCodecs } from "../targets/typescript/run.js";

/** The decoders that a frame may be for, of which one must accept it; or why there are none. */
export type Chosen = readonly AnyCodec[] | string;

/** How many places are remembered. */
const MAX_PLACES = 10_000;

const directions: readonly Direction[] = ["serverToClient", "clientToServer"];

/**
 * Chooses decoders by what a line of a recording tells of its frame: those of its channel, which may be named by its path as
 * well, in its direction if that is told; where there is nothing told, that of all frames, or all that there are.
 */
export class Decoders {
  readonly #whole: readonly AnyCodec[];
  readonly #places = new Map<string, Chosen>();
  readonly #codecs: ProtocolCodecs;
  readonly #channels: readonly Channel[];

  constructor(codecs: ProtocolCodecs, channels: readonly Channel[]) {
    this.#codecs = codecs;
    this.#channels = channels;
    const carried = [...codecs.channels.values()].flatMap((channel) => Object.values(channel));
    this.#whole = codecs.frames ? [codecs.frames] : [...new Set([...codecs.unions.values(), ...carried])];
  }

  /** The decoders for the frame of a line. */
  of({ channel, direction }: Entry): Chosen {
    if (channel === undefined) return this.#whole;
    const place = `${direction ?? ""} ${channel}`;
    const known = this.#places.get(place);
    if (known) return known;
    const chosen = this.#choose(channel, direction);
    // What is not in the protocol could be named in any number of ways, and so could a path with parameters.
    if (typeof chosen !== "string" && this.#places.size < MAX_PLACES) this.#places.set(place, chosen);
    return chosen;
  }

  #choose(channel: string, direction: Direction | undefined): Chosen {
    const named = this.#channels.find(({ name }) => name === channel);
    const found = named ?? this.#channels.find(({ path }) => isOnPath(channel, path));
    const codecs = found && this.#codecs.channels.get(found.name);
    if (!codecs) return `The protocol has no channel ${show(channel)}`;
    const wanted = direction === undefined ? directions : [direction];
    const chosen = wanted.flatMap((one) => codecs[one] ?? []);
    return chosen.length > 0
      ? chosen
      : `The channel ${show(channel)} carries nothing in the direction ${direction}`;
  }
}
