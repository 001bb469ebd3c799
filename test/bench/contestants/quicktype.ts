import type { Kind } from "../frames.js";
import { made } from "../made.js";
import type { Contestant } from "./contestant.js";

type Convert = Readonly<Record<string, (text: string) => unknown>>;

const { Convert } = await made<{ readonly Convert: Convert }>("quicktype.js");

const names: Readonly<Record<Kind, string>> = {
  phase: "PhaseEvent",
  progress: "ProgressEvent",
  warning: "WarningEvent",
  input_required: "InputRequiredEvent",
  done: "DoneEvent",
  failed: "FailedEvent",
  snapshot: "SnapshotEvent",
  delta: "DeltaEvent",
  report: "ReportEvent",
};

/** quicktype's `Convert`: one class for each kind, as it would make one of a union; it is told the kind. */
export const contestant: Contestant = {
  differences: ["fraction"],
  tasks: (kind) => {
    const decode = Convert[`to${names[kind]}`] as (text: string) => unknown;
    return { decode: (text) => decode(text) };
  },
};
