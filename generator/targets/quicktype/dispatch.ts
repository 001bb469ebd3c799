import type { Kind, Protocol } from "../../model/types.js";
import type { ProtocolInput } from "./graph.js";

/** Frames that are told apart by one tag: what a snippet reads and writes. */
export interface FrameGroup {
  /** The name in the output: `Frame`, or that of a union. */
  readonly name: string;
  /** What the schema says of it, as lines of a comment. */
  readonly docs: readonly string[];
  readonly tag: string;
  readonly members: readonly GroupMember[];
}

/** A frame of a group. */
export interface GroupMember {
  readonly kind: Kind;
  /** The name of its type in the output. */
  readonly type: string;
  /** The text with which its canonical text begins, up to the fields of its type: `{"kind":"phase"`. */
  readonly start: string;
}

/** A field of the type of a frame. */
export interface Field {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isNullable: boolean;
}

/** All that a snippet is made from. */
export interface Dispatch {
  readonly groups: readonly FrameGroup[];
  /** The fields of each frame, by the name of its type in the output. */
  readonly fields: ReadonlyMap<string, readonly Field[]>;
}

/** Of which types the kinds of a group are: a tag of another type is not an unknown kind, but wrong. */
export function kindTypesOf({ members }: FrameGroup): {
  readonly isText: boolean;
  readonly isNumber: boolean;
} {
  const types = members.map(({ kind }) => typeof kind);
  return { isText: types.includes("string"), isNumber: types.includes("number") };
}

/** The groups of a protocol: all frames, where one table of them holds, and each union. */
export function dispatchOf(
  protocol: Protocol,
  input: ProtocolInput,
  names: ReadonlyMap<string, string>,
): Dispatch {
  const typeOf = (definition: string) => {
    const given = input.nameOf(definition);
    return names.get(given) ?? given;
  };
  const member = (name: string, kind: Kind, tag: string): GroupMember => {
    const others = [...(input.tags.get(name) ?? [])].filter(([other]) => other !== tag);
    const values = [[tag, kind] as const, ...others].map(
      ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
    );
    return { kind, type: typeOf(name), start: `{${values.join(",")}` };
  };
  const { frames, unions, channels } = protocol;
  const groups: FrameGroup[] = unions.map((union) => ({
    name: typeOf(union.name),
    docs: input.docsOf(union.name),
    tag: union.tag,
    members: union.frames.map(({ name, kind }) => member(name, kind, union.tag)),
  }));
  if ("members" in frames) {
    const members = frames.members.map(({ name, kind }) => member(name, kind, frames.tag));
    groups.unshift({ name: "Frame", docs: ["Every frame of the protocol."], tag: frames.tag, members });
  } else {
    // A channel that carries one kind of frame only.
    const single = channels
      .flatMap(({ serverToClient, clientToServer }) => [serverToClient ?? [], clientToServer ?? []].flat())
      .filter(({ name }) => !unions.some((union) => union.name === name));
    for (const { name, tag, frames: only } of new Map(single.map((one) => [one.name, one])).values()) {
      const members = only.map((frame) => member(frame.name, frame.kind, tag));
      groups.push({
        name: `${typeOf(name)}Frame`,
        docs: [`What a channel carries that has ${typeOf(name)} only.`],
        tag,
        members,
      });
    }
  }
  const fields = new Map(
    [...input.tags.keys()].map((name) => [
      typeOf(name),
      input.fieldsOf(name).map((field) => ({
        name: field.name,
        isRequired: field.isRequired,
        isNullable: input.isNullable(field.type),
      })),
    ]),
  );
  return { groups, fields };
}

/** The interfaces of a language that has them: the groups that a frame belongs to, by the name that its type was given. */
export function groupsOf({ groups }: Dispatch): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { name, members } of groups) {
    for (const { type } of members) found.set(type, [...(found.get(type) ?? []), name]);
  }
  return found;
}
