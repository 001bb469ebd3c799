import type { JsonObject } from "../model/types.js";
import type { Direction } from "../recording/index.js";
import { channelOf, noChannel, type RecordedChannel } from "./channels.js";
import type { KindEvidence } from "./collect.js";
import type { Shape } from "./draft.js";
import type { Guesses } from "./guesses.js";
import { letterByLetter, Names } from "./naming.js";

/** The file of what more than one stream is made of. */
export const SHARED = "shared";

/** A kind of frame as it is to be written. */
export interface DraftedKind extends KindEvidence {
  readonly shape: Shape;
  readonly examples: readonly JsonObject[];
  readonly guesses: Guesses;
}

/** A channel with its name in the manifest. */
export interface NamedChannel extends RecordedChannel {
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

/** Puts kinds together by channel and direction; paths that are not in the recording are noted as guesses. */
export function streamsOf(kinds: readonly DraftedKind[], guesses: Guesses): Stream[] {
  const channels = channelsOf(kinds);
  for (const { name, path, isPathGuessed } of channels.values()) {
    if (isPathGuessed) guesses.add("path", name, [], path);
  }
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
  const all = keys.map((key) => ({ key, recorded: key === undefined ? noChannel : channelOf(key) }));
  const names = new Names([]).give(all.map((item) => ({ item, wishes: item.recorded.wishes })));
  return new Map(
    all.map((one) => {
      const name = names.get(one) ?? `channel${letterByLetter(one.key ?? "")}`;
      return [one.key, { ...one.recorded, name }] as const;
    }),
  );
}

function fileOf({ name }: NamedChannel, direction: Direction): string {
  const stem = name.replace(/[^\w-]/g, (letter) => letterByLetter(letter));
  return `${stem === SHARED ? `${stem}Channel` : stem}${direction === "clientToServer" ? ".commands" : ""}`;
}
