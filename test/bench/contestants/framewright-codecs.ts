import { codecs, type KindCodec } from "../../../generated/ts/index.js";
import type { Contestant } from "./contestant.js";

/** The codec of one kind, for whoever knows which kind comes. */
export const contestant: Contestant = {
  tasks: (kind) => (kind === "report" ? {} : tasksOf(codecs[kind] as unknown as KindCodec<unknown, string>)),
};

function tasksOf({
  decode,
  encode,
  encodeInto,
}: KindCodec<unknown, string>): ReturnType<Contestant["tasks"]> {
  return { decode, decodeBytes: decode, encode, encodeInto: (frame, buffer) => encodeInto(frame, buffer) };
}
