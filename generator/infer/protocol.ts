import type { Json, JsonObject } from "../model/types.js";
import type { Direction } from "../recording/index.js";
import { channelOf, noChannel, type RecordedChannel } from "./channels.js";
import type { KindEvidence } from "./collect.js";
import { Definitions, type Part } from "./definitions.js";
import type { Shape } from "./draft.js";
import type { Guesses } from "./guesses.js";
import { letterByLetter, Names, spelled } from "./naming.js";
import { printJson } from "./print.js";
import { schemaOfEnum, schemaOfShape } from "./schema.js";

/** A kind of frame as it is to be written. */
export interface DraftedKind extends KindEvidence {
  readonly shape: Shape;
  readonly examples: readonly JsonObject[];
  readonly guesses: Guesses;
}

/** A kind of frame, and the name that it was given. */
export interface InferredKind {
  readonly channel: string;
  readonly direction: Direction;
  readonly kind: string | number;
  readonly name: string;
  readonly count: number;
}

/** The file of what more than one union is made of. */
const SHARED = "shared";

/** The kinds that go one way on a channel: one file. */
interface Stream {
  readonly channel: string;
  readonly direction: Direction;
  /** The name of the file, without `.schema.json`. */
  readonly file: string;
  readonly kinds: readonly DraftedKind[];
}

/** What one direction of a channel, and a frame in it, is called where nothing else says. */
const suffixes: Readonly<Record<Direction, string>> = { serverToClient: "Event", clientToServer: "Command" };

/** Ends of names that say already that it is a frame. */
const telling =
  /(?:Event|Command|Message|Msg|Request|Response|Reply|Notification|Frame|Signal|Query|Packet)$/;

/** The manifest and the schema files of what was drafted; names that are not good are noted as guesses. */
export function protocolFiles(
  name: string,
  tag: string,
  kinds: readonly DraftedKind[],
  guesses: Guesses,
): { readonly files: ReadonlyMap<string, string>; readonly kinds: readonly InferredKind[] } {
  const channels = channelsOf(kinds, guesses);
  const streams = streamsOf(kinds, channels);
  const names = new Names();
  const definitions = new Definitions();
  for (const { file, kinds: own } of streams) for (const { shape } of own) definitions.use(shape, file);
  const frames = nameFrames(streams, definitions, names, guesses, tag);
  const unions = names.give(streams.map((item) => ({ item, wishes: unionWishes(item) })));
  definitions.name(frames, names);

  const source = `Inferred from \`${name}\`.`;
  const channelEntries = [...new Set(streams.map(({ channel }) => channel))].map((key): [string, Json] => {
    const { path, parameters } = channels.get(key)?.recorded ?? noChannel;
    const own = streams.filter(({ channel }) => channel === key);
    return [
      channels.get(key)?.name ?? key,
      {
        path,
        ...(parameters.length > 0
          ? { parameters: Object.fromEntries(parameters.map((parameter) => [parameter, {}])) }
          : {}),
        ...Object.fromEntries(own.map(({ direction, file }) => [direction, { $ref: `${file}.schema.json` }])),
      },
    ];
  });
  const manifest: JsonObject = {
    name,
    description: source,
    tag,
    channels: Object.fromEntries(channelEntries),
  };
  const files = new Map([["protocol.json", printJson(manifest)]]);
  const examples = new Map<string, readonly JsonObject[]>();
  for (const kind of kinds) {
    const own = definitions.nameOf(kind.shape) ?? "";
    const known = examples.get(own) ?? [];
    if (known.length === 0) examples.set(own, kind.examples);
  }
  const schemas = [
    ...streams.map((stream) => ({ stream, file: stream.file })),
    { stream: undefined, file: SHARED },
  ];
  for (const { stream, file } of schemas) {
    const refer = (part: Part) => {
      const own = definitions.nameOf(part);
      if (own === undefined) return undefined;
      const isElsewhere = definitions.isShared(part) && file !== SHARED;
      return `${isElsewhere ? `${SHARED}.schema.json` : ""}#/$defs/${own}`;
    };
    const here = definitions.all.filter(({ files: users }) => {
      return users.size > 1 ? file === SHARED : users.has(file);
    });
    if (!stream && here.length === 0) continue;
    const schema: JsonObject = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      ...(stream
        ? {
            title: unions.get(stream) ?? "",
            description: source,
            oneOf: stream.kinds.map(({ shape }) => ({ $ref: refer(shape) ?? "" })),
          }
        : { description: source }),
      $defs: Object.fromEntries(
        here.map(({ name: own, part }) => {
          const given = examples.get(own) ?? [];
          const body = "is" in part ? schemaOfEnum(part) : schemaOfShape(part, refer);
          return [own, given.length > 0 ? { ...body, examples: given } : body];
        }),
      ),
    };
    files.set(`${file}.schema.json`, printJson(schema));
  }
  return {
    files,
    kinds: kinds.map(({ channel, direction, kind, count, shape }) => ({
      channel: channels.get(channel ?? "")?.name ?? "",
      direction,
      kind,
      name: definitions.nameOf(shape) ?? "",
      count,
    })),
  };
}

interface NamedChannel {
  readonly name: string;
  readonly recorded: RecordedChannel;
}

/** The channels by their keys; that of frames without one has the key `""`. */
function channelsOf(kinds: readonly DraftedKind[], guesses: Guesses): Map<string, NamedChannel> {
  const keys = [...new Set(kinds.map(({ channel }) => channel ?? ""))];
  const all = keys.map((key) => ({ key, recorded: key === "" ? noChannel : channelOf(key) }));
  const names = new Names([]).give(all.map((item) => ({ item, wishes: item.recorded.wishes })));
  const named = new Map<string, NamedChannel>();
  for (const one of all) {
    const name = names.get(one) ?? letterByLetter(one.key);
    named.set(one.key, { name, recorded: one.recorded });
    if (one.recorded.isPathGuessed) guesses.add("path", name, [], one.recorded.path);
  }
  return named;
}

function streamsOf(kinds: readonly DraftedKind[], channels: ReadonlyMap<string, NamedChannel>): Stream[] {
  const groups = new Map<string, DraftedKind[]>();
  for (const kind of kinds) {
    const key = JSON.stringify([kind.channel ?? "", kind.direction]);
    groups.set(key, [...(groups.get(key) ?? []), kind]);
  }
  return [...groups].map(([key, own]) => {
    const [channel, direction] = JSON.parse(key) as [string, Direction];
    const stem = (channels.get(channel)?.name ?? "").replace(/[^\w-]/g, (letter) => letterByLetter(letter));
    const file = `${stem === SHARED ? `${stem}Channel` : stem}${direction === "clientToServer" ? ".commands" : ""}`;
    return { channel, direction, file, kinds: own };
  });
}

function unionWishes({ file, direction }: Stream): string[] {
  const stem = spelled(file.replace(/\.commands$/, ""));
  const own = withSuffix(stem, direction).replace(/(?<=^|[a-z])EventsEvent$/, "Event");
  return [
    own.replace(/EventsEvent$/, "Event"),
    `${stem}${suffixes[direction]}s`,
    `${stem}Channel${suffixes[direction]}`,
    `Any${own}`,
  ];
}

function withSuffix(stem: string, direction: Direction): string {
  return telling.test(stem) ? stem : `${stem}${suffixes[direction]}`;
}

/** The names of frames: after the kind, and where that is a number after what is in them. */
function nameFrames(
  streams: readonly Stream[],
  definitions: Definitions,
  names: Names,
  guesses: Guesses,
  tag: string,
): Map<Shape, string> {
  const seen = new Set<string>();
  const all = streams.flatMap((stream) =>
    stream.kinds.flatMap((kind) => {
      const key = definitions.textOf(kind.shape);
      if (seen.size === seen.add(key).size) return [];
      return [{ item: kind.shape, wishes: frameWishes(kind, stream, tag) }];
    }),
  );
  const given = names.give(all);
  for (const { item, wishes } of all) {
    const name = given.get(item);
    if (name === undefined) throw new Error(`no name for a frame: ${wishes.join(", ")}`);
    if (typeof item.tag?.value === "number") guesses.add("name", `${tag} ${item.tag.value}`, [], name);
  }
  return given;
}

function frameWishes({ kind, direction }: DraftedKind, stream: Stream, tag: string): string[] {
  const channel = spelled(stream.file);
  const stems =
    typeof kind === "number"
      ? [...fieldStems(kind, stream), `${spelled(tag)}${letterByLetter(String(kind))}`]
      : [spelled(kind), letterByLetter(kind)];
  return [
    ...stems.map((stem) => withSuffix(stem, direction)),
    ...stems.map((stem) => withSuffix(`${channel}${stem}`, direction)),
  ];
}

/** What a kind that is a number may be called: after the properties that only it has, else after all that it has. */
function fieldStems(kind: number, stream: Stream): string[] {
  const shape = stream.kinds.find((one) => one.kind === kind)?.shape;
  const fields = shape?.fields.filter(({ isRequired }) => isRequired).map(({ name }) => name) ?? [];
  const others = stream.kinds.filter((one) => one.kind !== kind);
  const own = fields.filter((name) =>
    others.every(({ shape: other }) => other.fields.every((field) => field.name !== name)),
  );
  const stem = (used: readonly string[]) => used.map((name) => spelled(name)).join("");
  return [own.slice(0, 1), own.slice(0, 2), fields.slice(0, 2), fields.slice(0, 4)]
    .filter((used) => used.length > 0)
    .map(stem);
}
