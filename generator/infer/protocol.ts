import type { Json, JsonObject } from "../model/types.js";
import type { Direction } from "../recording/index.js";
import { Definitions, type Part } from "./definitions.js";
import { nameFrames, unionWishes } from "./frames.js";
import type { Guess, Guesses } from "./guesses.js";
import { Names } from "./naming.js";
import { manifestSchema, printJson } from "./print.js";
import { type Refer, schemaOfEnum, schemaOfShape } from "./schema.js";
import { type DraftedKind, type Stream, sharedFile, streamsOf } from "./streams.js";

/** A kind of frame, and the name that it was given. */
export interface InferredKind {
  readonly channel: string;
  readonly direction: Direction;
  readonly kind: string | number;
  readonly name: string;
  readonly count: number;
}

/** A protocol as the files that describe it. */
export interface Written {
  /** By path in the schema folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly kinds: readonly InferredKind[];
  readonly guesses: readonly Guess[];
}

/**
 * The manifest and the schema files of what was drafted.
 *
 * @param named - the keys of channels whose paths are not in the recording.
 * @param guesses - where names that are not good, and paths that are made up, are noted.
 */
export function protocolFiles(
  name: string,
  tag: string,
  kinds: readonly DraftedKind[],
  named: ReadonlySet<string>,
  guesses: Guesses,
): Written {
  const streams = streamsOf(kinds);
  for (const { name: channel, key, path } of new Set(streams.map((stream) => stream.channel))) {
    if (key === undefined || named.has(key)) guesses.add("path", channel, [], path);
  }
  const shared = sharedFile(streams);
  const names = new Names();
  const definitions = new Definitions();
  for (const { file, kinds: own } of streams) for (const { shape } of own) definitions.use(shape, file);
  const frames = nameFrames(streams, definitions, names, guesses, tag);
  const unions = names.give(streams.map((item) => ({ item, wishes: unionWishes(item) })));
  definitions.name(frames, names);

  const examples = examplesByName(kinds, definitions);
  const description = `Inferred from \`${name}\`.`;
  const files = new Map([["protocol.json", printJson(manifestOf(name, description, tag, streams))]]);
  for (const stream of streams) {
    const { file, kinds: own } = stream;
    const refer = referFrom(file, shared, definitions);
    const union = {
      title: unions.get(stream) ?? "",
      description,
      oneOf: own.map(({ shape }) => ({ $ref: refer(shape) ?? "" })),
    };
    files.set(`${file}.schema.json`, printJson(schemaFile(file, shared, union, definitions, examples)));
  }
  if (definitions.all.some(({ files: users }) => users.size > 1)) {
    const schema = schemaFile(shared, shared, { description }, definitions, examples);
    files.set(`${shared}.schema.json`, printJson(schema));
  }
  const written = streams.flatMap(({ channel, direction, kinds: own }) =>
    own.map(({ kind, count, shape }) => {
      return { channel: channel.name, direction, kind, name: definitions.nameOf(shape) ?? "", count };
    }),
  );
  const about = streams.flatMap(({ channel, kinds: own }) =>
    own.flatMap((one) => one.guesses.about(`${channel.name} ${one.kind}`)),
  );
  return { files, kinds: written, guesses: [...guesses.about(), ...about] };
}

function manifestOf(name: string, description: string, tag: string, streams: readonly Stream[]): JsonObject {
  const channels = [...new Set(streams.map(({ channel }) => channel))].map((channel): [string, Json] => {
    const { path, parameters } = channel;
    const own = streams.filter((stream) => stream.channel === channel);
    return [
      channel.name,
      {
        path,
        ...(parameters.length > 0
          ? { parameters: Object.fromEntries(parameters.map((one) => [one, {}])) }
          : {}),
        ...Object.fromEntries(own.map(({ direction, file }) => [direction, { $ref: `${file}.schema.json` }])),
      },
    ];
  });
  return { $schema: manifestSchema, name, description, tag, channels: Object.fromEntries(channels) };
}

/** A schema file: what only it uses is in it, what others use as well is in the shared file. */
function schemaFile(
  file: string,
  shared: string,
  head: JsonObject,
  definitions: Definitions,
  examples: ReadonlyMap<string, readonly JsonObject[]>,
): JsonObject {
  const refer = referFrom(file, shared, definitions);
  const own = definitions.all.filter(({ files: users }) => {
    return users.size > 1 ? file === shared : users.has(file);
  });
  const $defs = own.map(({ name, part }): [string, Json] => {
    const body = "is" in part ? schemaOfEnum(part) : schemaOfShape(part, refer);
    const given = examples.get(name) ?? [];
    return [name, given.length > 0 ? { ...body, examples: given } : body];
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...head,
    $defs: Object.fromEntries($defs),
  };
}

function referFrom(file: string, shared: string, definitions: Definitions): Refer {
  return (part: Part) => {
    const name = definitions.nameOf(part);
    if (name === undefined) return undefined;
    const isElsewhere = definitions.isShared(part) && file !== shared;
    return `${isElsewhere ? `${shared}.schema.json` : ""}#/$defs/${name}`;
  };
}

function examplesByName(
  kinds: readonly DraftedKind[],
  definitions: Definitions,
): Map<string, readonly JsonObject[]> {
  const examples = new Map<string, readonly JsonObject[]>();
  for (const { shape, examples: own } of kinds) {
    const name = definitions.nameOf(shape) ?? "";
    if (!examples.get(name)?.length) examples.set(name, own);
  }
  return examples;
}
