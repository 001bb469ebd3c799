import {
  type DescMessage,
  fromJson,
  fromJsonString,
  type JsonValue,
  type Message,
  toJson,
  toJsonString,
} from "@bufbuild/protobuf";
import type { Kind } from "../frames.js";
import { made } from "../made.js";
import type { Contestant } from "./contestant.js";

const messages = await made<Readonly<Record<string, DescMessage>>>("frames_pb.js");

const descriptions: Readonly<Partial<Record<Kind, DescMessage>>> = {
  phase: message("Phase"),
  progress: message("Progress"),
  warning: message("Warning"),
  input_required: message("InputRequired"),
  done: message("Done"),
  failed: message("Failed"),
  snapshot: message("Snapshot"),
  delta: message("Delta"),
};

const whole = { alwaysEmitImplicit: true } as const;

/**
 * protobuf-es, which reads and writes these texts by messages that have the tag for a string: it is told the kind, it does not look.
 *
 * Integers have 32 bits, and may be strings; what is missing or null has its default, so it can't write the null in a `report`.
 */
export const contestant: Contestant = {
  differences: ["missing", "null", "kind", "type"],
  plain: (kind, decoded) => toJson(of(kind), decoded as Message, whole),
  own: (kind, frame) => fromJson(of(kind), frame as JsonValue),
  tasks: (kind) => {
    const description = descriptions[kind];
    if (!description) return {};
    return {
      decode: (text) => fromJsonString(description, text),
      encode: (frame) => toJsonString(description, frame as Message, whole),
    };
  },
};

function of(kind: Kind): DescMessage {
  return descriptions[kind] as DescMessage;
}

function message(name: string): DescMessage {
  return messages[`${name}Schema`] as DescMessage;
}
