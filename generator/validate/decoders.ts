import type { Direction, Entry } from "../recording/index.js";
import { show } from "../runtime/report.js";
import type { AnyCodec, ProtocolCodecs } from "../targets/typescript/run.js";

/** The decoders that a frame may be for, of which one must accept it; or why there are none. */
export type Chosen = readonly AnyCodec[] | string;

const directions: readonly Direction[] = ["serverToClient", "clientToServer"];

/**
 * Chooses decoders by what a line of a recording tells of its frame: those of its channel, in its direction if that is
 * told; where there is nothing told, that of all frames, or all that there are.
 */
export class Decoders {
  readonly #whole: readonly AnyCodec[];
  readonly #places = new Map<string, Chosen>();
  readonly #codecs: ProtocolCodecs;

  constructor(codecs: ProtocolCodecs) {
    this.#codecs = codecs;
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
    // What is not in the protocol could be named in any number of ways.
    if (typeof chosen !== "string") this.#places.set(place, chosen);
    return chosen;
  }

  #choose(channel: string, direction: Direction | undefined): Chosen {
    const codecs = this.#codecs.channels.get(channel);
    if (!codecs) return `The protocol has no channel ${show(channel)}`;
    const wanted = direction === undefined ? directions : [direction];
    const found = wanted.flatMap((one) => codecs[one] ?? []);
    return found.length > 0
      ? found
      : `The channel ${show(channel)} carries nothing in the direction ${direction}`;
  }
}
