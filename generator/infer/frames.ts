import type { Direction } from "../recording/index.js";
import type { Definitions } from "./definitions.js";
import type { Guesses } from "./guesses.js";
import { distinctly, letterByLetter, type Names, spelled } from "./naming.js";
import type { Shape } from "./shapes.js";
import type { DraftedKind, Stream } from "./streams.js";

/** What one direction of a channel, and a frame in it, is called where nothing else says. */
const suffixes: Readonly<Record<Direction, string>> = { serverToClient: "Event", clientToServer: "Command" };

/** Ends of names that say already that it is a frame. */
const telling =
  /(?:Event|Command|Message|Msg|Request|Response|Reply|Notification|Frame|Signal|Query|Packet)$/;

/** What a union may be called, best first: after its channel. */
export function unionWishes({ channel, direction }: Stream): string[] {
  const stem = spelled(channel.name);
  const suffix = suffixes[direction];
  const best = telling.test(stem.replace(/s$/, "")) ? `Any${suffix}` : `${stem}${suffix}`;
  return [best, `${stem}${suffix}s`, `${stem}Channel${suffix}`, `Any${stem}${suffix}`];
}

function withSuffix(stem: string, direction: Direction): string {
  return telling.test(stem) ? stem : `${stem}${suffixes[direction]}`;
}

/** Gives frames their names: after the kind, and where that is a number after what is in them. */
export function nameFrames(
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
  const channel = spelled(stream.channel.name);
  const numbered = `${spelled(tag)}${letterByLetter(String(kind))}`;
  const [stems, more] =
    typeof kind === "number"
      ? [[...fieldStems(kind, stream), numbered], []]
      : [[spelled(kind)], distinctly(kind)];
  const suffix = suffixes[direction];
  return [
    ...stems.map((stem) => withSuffix(stem, direction)),
    ...stems.map((stem) => `${stem}${suffix}`),
    ...stems.map((stem) => `${channel}${stem}${suffix}`),
    ...more.flatMap((stem) => [`${stem}${suffix}`, `${channel}${stem}${suffix}`]),
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
