import fastJsonStringify from "fast-json-stringify";
import problems from "../../../schema/problems.schema.json" with { type: "json" };
import session from "../../../schema/session.schema.json" with { type: "json" };
import type { Kind, Plain } from "../frames.js";
import reportSchema from "../report.schema.json" with { type: "json" };
import type { Contestant } from "./contestant.js";

const writers: Readonly<Record<Kind, (frame: unknown) => string>> = {
  phase: writer(session, "PhaseEvent"),
  progress: writer(session, "ProgressEvent"),
  warning: writer(session, "WarningEvent"),
  input_required: writer(session, "InputRequiredEvent"),
  done: writer(session, "DoneEvent"),
  failed: writer(session, "FailedEvent"),
  snapshot: writer(problems, "SnapshotEvent"),
  delta: writer(problems, "DeltaEvent"),
  report: writer(reportSchema, "ReportEvent"),
};

/** fast-json-stringify: it writes, and checks next to nothing. One function for each kind, as it is slow at telling them apart. */
export const contestant: Contestant = {
  tasks: (kind) => ({
    encode: kind === "report" ? writers.report : (frame) => writers[(frame as Plain).kind as Kind](frame),
  }),
};

function writer({ $defs }: { readonly $defs: object }, name: string): (frame: unknown) => string {
  return fastJsonStringify({ definitions: inDraft7($defs), $ref: `#/definitions/${name}` } as object);
}

function inDraft7(definitions: object): object {
  return JSON.parse(JSON.stringify(definitions).replaceAll("#/$defs/", "#/definitions/")) as object;
}
