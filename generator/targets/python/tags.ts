import { partsOf } from "../../model/parts.js";
import type { Protocol, Type, Union } from "../../model/types.js";
import type { Resolve } from "../../model/values.js";
import { membersByKind } from "../../plan/members.js";

/** Everything in a protocol whose frames a tag tells apart. */
export function framesByTag({ frames, unions, channels }: Protocol): Pick<Union, "tag" | "frames">[] {
  return [
    ...("members" in frames ? [{ tag: frames.tag, frames: frames.members }] : []),
    ...unions,
    ...channels.flatMap(({ serverToClient, clientToServer }) =>
      [serverToClient ?? [], clientToServer ?? []].flat(),
    ),
  ];
}

/** The property by which each definition is told from others in unions; a class can have one only, and frames come first. */
export function tagsOf(protocol: Protocol, resolve: Resolve): Map<string, string> {
  const tags = new Map<string, string>();
  const give = (name: string, tag: string) => tags.has(name) || tags.set(name, tag);
  for (const { tag, frames } of framesByTag(protocol)) for (const { name } of frames) give(name, tag);
  const look = (type: Type): void => {
    if (type.kind === "union" && type.tag !== undefined) {
      for (const [, member] of membersByKind(type, type.tag, resolve)) {
        if (member.kind === "reference") give(member.name, type.tag);
      }
    }
    for (const part of partsOf(type)) look(part);
  };
  for (const { type } of protocol.definitions) look(type);
  return tags;
}
