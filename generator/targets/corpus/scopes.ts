import type { Channel, Frame, Protocol, Union } from "../../model/types.js";
import type { AnyCodec, ProtocolCodecs } from "../typescript/run.js";

/** Frames that one decoder tells apart, and how lines say which decoder that is. */
export interface Scope {
  /** The members that each line begins with: none where the protocol has one decoder for all frames. */
  readonly label: Readonly<Record<string, string>>;
  readonly tag: string;
  readonly frames: readonly Frame[];
  readonly codec: AnyCodec;
}

const directions = ["serverToClient", "clientToServer"] as const;

/**
 * The whole protocol; where it has no table of all its frames, each direction of each channel; where it has no channels
 * either, each union.
 */
export function scopesOf(protocol: Protocol, codecs: ProtocolCodecs): Scope[] {
  const { frames, channels, unions } = protocol;
  if ("members" in frames) {
    const { tag, members } = frames;
    return codecs.frames ? [{ label: {}, tag, frames: members, codec: codecs.frames }] : [];
  }
  const carried = channels.flatMap((channel) =>
    directions.flatMap((direction) => carriedBy(channel, direction, codecs)),
  );
  if (channels.length > 0) return carried;
  return unions.flatMap((union) => scope(union, { union: union.name }, codecs.unions.get(union.name)));
}

function carriedBy(
  channel: Channel,
  direction: (typeof directions)[number],
  codecs: ProtocolCodecs,
): Scope[] {
  const { name } = channel;
  return scope(channel[direction], { channel: name, direction }, codecs.channels.get(name)?.[direction]);
}

function scope(union: Union | undefined, label: Scope["label"], codec: AnyCodec | undefined): Scope[] {
  return union && codec ? [{ label, tag: union.tag, frames: union.frames, codec }] : [];
}
