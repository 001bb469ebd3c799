import * as v from "valibot";
import type { Kind, Plain } from "../frames.js";
import type { Contestant } from "./contestant.js";

// To `looseObject` an array is an object, too.
const free = v.custom<Plain>((value) => typeof value === "object" && value !== null && !Array.isArray(value));

const integer = v.pipe(v.number(), v.safeInteger());

const phase = v.object({ kind: v.literal("phase"), phase: v.string(), at: v.string() });

const progress = v.object({
  kind: v.literal("progress"),
  phase: v.string(),
  current: integer,
  total: integer,
});

const warning = v.object({ kind: v.literal("warning"), phase: v.string(), message: v.string() });

const inputRequired = v.object({
  kind: v.literal("input_required"),
  fields: v.array(free),
  reason: v.string(),
  plugin: v.string(),
});

const done = v.object({ kind: v.literal("done"), result: free });

const failed = v.object({ kind: v.literal("failed"), phase: v.string(), error: free });

const snapshot = v.object({ kind: v.literal("snapshot"), findings: v.array(free), audit_at: v.string() });

const delta = v.object({
  kind: v.literal("delta"),
  added: v.array(free),
  removed: v.array(free),
  changed: v.array(free),
  audit_at: v.string(),
});

const finding = v.object({
  rule: v.string(),
  tier: v.picklist(["hard", "soft"]),
  run_path: v.string(),
  offending_path: v.string(),
  size: integer,
  score: v.number(),
  matched_token: v.nullable(v.string()),
  synced_under_prior_policy: v.boolean(),
  override_active: v.boolean(),
});

const report = v.object({ kind: v.literal("report"), findings: v.array(finding), audit_at: v.string() });

const frame = v.variant("kind", [phase, progress, inputRequired, warning, done, failed, snapshot, delta]);

/** A frame of the default protocol. */
export function decodeFrame(text: string): unknown {
  return v.parse(frame, JSON.parse(text));
}

/** Whether a value is a frame of the kind `phase`. */
export function isPhase(value: unknown): boolean {
  return v.is(phase, value);
}

const schemas: Readonly<Record<Kind, v.GenericSchema>> = {
  phase,
  progress,
  warning,
  input_required: inputRequired,
  done,
  failed,
  snapshot,
  delta,
  report,
};

/** valibot. */
export const contestant: Contestant = {
  tasks: (kind) => {
    const any: v.GenericSchema = kind === "report" ? report : frame;
    return {
      decode: (text) => v.parse(any, JSON.parse(text)),
      guard: (value) => v.is(schemas[kind], value),
      reject: (text) => v.safeParse(any, JSON.parse(text)).issues ?? [],
    };
  },
};
