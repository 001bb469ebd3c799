import type { JsonObject } from "../model/types.js";
import type { Direction } from "../recording/index.js";
import { channelOf, type RecordedChannel, withoutChannel } from "./channels.js";
import type { KindEvidence } from "./collect.js";
import type { Guesses } from "./guesses.js";
import { letterByLetter, Names } from "./naming.js";
import { hashOf } from "./sample.js";
import type { Shape } from "./shapes.js";

/** How long the name of a file may be, of what comes from the name of a channel. */
const MAX_STEM = 80;

/** A kind of frame as it is to be written. */
export interface DraftedKind extends KindEvidence {
  readonly shape: Shape;
  readonly examples: readonly JsonObject[];
  readonly guesses: Guesses;
}

/** A channel with its name in the manifest. */
export interface NamedChannel extends RecordedChannel {
  /** As `channelKey` gives it; absent where frames were recorded without a channel. */
  readonly key: string | undefined;
  readonly name: string;
}

/** The kinds that go one way on a channel: one union, in a file of its own. */
export interface Stream {
  readonly channel: NamedChannel;
  readonly direction: Direction;
  /** The name of the file, without `.schema.json`. */
  readonly file: string;
  readonly kinds: readonly DraftedKind[];
}

/** The name of the file of what more than one stream is made of: none that a stream has. */
export function sharedFile(streams: readonly Stream[]): string {
  const taken = new Set(streams.map(({ file }) => file.toLowerCase()));
  return ["shared", "definitions", "common"].find((name) => !taken.has(name)) ?? "shared.definitions";
}

/** Puts kinds together by channel and direction. */
export function streamsOf(kinds: readonly DraftedKind[]): Stream[] {
  const channels = channelsOf(kinds);
  const streams = new Map<string, Stream & { readonly kinds: DraftedKind[] }>();
  for (const kind of kinds) {
    const { channel: key, direction } = kind;
    const id = JSON.stringify([key, direction]);
    const channel = channels.get(key) as NamedChannel;
    const stream = streams.get(id) ?? { channel, direction, file: fileOf(channel, direction), kinds: [] };
    stream.kinds.push(kind);
    streams.set(id, stream);
  }
  return [...streams.values()];
}

function channelsOf(kinds: readonly DraftedKind[]): Map<string | undefined, NamedChannel> {
  const keys = [...new Set(kinds.map(({ channel }) => channel))];
  const recorded = keys.flatMap((key) => (key === undefined ? [] : [{ key, ...channelOf(key) }]));
  const bare = { key: undefined, ...withoutChannel(recorded.map(({ path }) => path)) };
  const all = keys.includes(undefined) ? [bare, ...recorded] : recorded;
  const names = new Names([]).give(all.map((item) => ({ item, wishes: item.wishes })));
  return new Map(
    all.map((one, index) => {
      const name = names.get(one) ?? `channel${letterByLetter(String(index))}`;
      return [one.key, { ...one, name }] as const;
    }),
  );
}

/** A name that every file system takes. */
function fileOf({ name }: NamedChannel, direction: Direction): string {
  const plain = name.replace(/[^\w-]/g, (letter) => letterByLetter(letter));
  const stem =
    plain.length > MAX_STEM ? `${plain.slice(0, MAX_STEM)}-${hashOf(plain, 0).toString(36)}` : plain;
  return `${stem}${direction === "clientToServer" ? ".commands" : ""}`;
}
