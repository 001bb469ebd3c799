import * as generated from "../../../generated/ts/index.js";
import { made } from "../made.js";
import type { Contestant, Tasks } from "./contestant.js";

const report = await made<typeof generated & { isReportEvent(value: unknown): boolean }>("report.js");

/** The functions for any frame. */
export const contestant: Contestant = {
  tasks: (kind) =>
    kind === "report"
      ? { ...dispatching(report), guard: report.isReportEvent }
      : { ...dispatching(generated), guard: generated.codecs[kind].is },
};

function dispatching({ decodeFrame, encodeFrame, encodeFrameInto, tryDecodeFrame }: typeof generated): Tasks {
  return {
    decode: decodeFrame,
    decodeBytes: decodeFrame,
    encode: (frame) => encodeFrame(frame as generated.Frame),
    encodeInto: (frame, buffer) => encodeFrameInto(frame as generated.Frame, buffer),
    reject: (text) => {
      const result = tryDecodeFrame(text);
      return result.status === "invalid" ? result.error.issues : [];
    },
  };
}
