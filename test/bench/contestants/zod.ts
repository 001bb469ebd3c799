import * as z from "zod";
import type { Kind } from "../frames.js";
import type { Contestant } from "./contestant.js";

const free = z.looseObject({});

const phase = z.object({ kind: z.literal("phase"), phase: z.string(), at: z.string() });

const progress = z.object({
  kind: z.literal("progress"),
  phase: z.string(),
  current: z.int(),
  total: z.int(),
});

const warning = z.object({ kind: z.literal("warning"), phase: z.string(), message: z.string() });

const inputRequired = z.object({
  kind: z.literal("input_required"),
  fields: z.array(free),
  reason: z.string(),
  plugin: z.string(),
});

const done = z.object({ kind: z.literal("done"), result: free });

const failed = z.object({ kind: z.literal("failed"), phase: z.string(), error: free });

const snapshot = z.object({ kind: z.literal("snapshot"), findings: z.array(free), audit_at: z.string() });

const delta = z.object({
  kind: z.literal("delta"),
  added: z.array(free),
  removed: z.array(free),
  changed: z.array(free),
  audit_at: z.string(),
});

const finding = z.object({
  rule: z.string(),
  tier: z.enum(["hard", "soft"]),
  run_path: z.string(),
  offending_path: z.string(),
  size: z.int(),
  score: z.number(),
  matched_token: z.nullable(z.string()),
  synced_under_prior_policy: z.boolean(),
  override_active: z.boolean(),
});

const report = z.object({ kind: z.literal("report"), findings: z.array(finding), audit_at: z.string() });

const frame = z.discriminatedUnion("kind", [
  phase,
  progress,
  inputRequired,
  warning,
  done,
  failed,
  snapshot,
  delta,
]);

/** A frame of the default protocol. */
export function decodeFrame(text: string): unknown {
  return frame.parse(JSON.parse(text));
}

/** Whether a value is a frame of the kind `phase`. */
export function isPhase(value: unknown): boolean {
  return phase.safeParse(value).success;
}

const schemas: Readonly<Record<Kind, z.ZodType>> = {
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

/** zod 4, which compiles its object schemas by itself. */
export const contestant: Contestant = {
  tasks: (kind) => {
    const any = kind === "report" ? report : frame;
    return {
      decode: (text) => any.parse(JSON.parse(text)),
      guard: (value) => schemas[kind].safeParse(value).success,
      reject: (text) => any.safeParse(JSON.parse(text)).error?.issues ?? [],
    };
  },
};
