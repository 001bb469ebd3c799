import { codecs, type KindCodec } from "../../../generated/ts/index.js";
import type { Kind } from "../frames.js";
import { made } from "../made.js";
import type { Contestant } from "./contestant.js";

type Codecs = Readonly<Record<string, KindCodec<unknown, string>>>;

const report = await made<{ readonly codecs: Codecs }>("report.js");
const all = { ...codecs, ...report.codecs } as unknown as Readonly<Record<Kind, KindCodec<unknown, string>>>;

/** The codec of one kind, for whoever knows which kind comes. */
export const contestant: Contestant = {
  tasks: (kind) => {
    const { decode, encode, encodeInto } = all[kind];
    return {
      decode,
      decodeBytes: decode,
      encode,
      encodeInto: (frame, buffer) => encodeInto(frame, buffer),
    };
  },
};
