import { type } from "arktype";
import type { Kind } from "../frames.js";
import type { Contestant } from "./contestant.js";

const finding = type({
  rule: "string",
  tier: "'hard' | 'soft'",
  run_path: "string",
  offending_path: "string",
  size: "number.safe % 1",
  score: "number",
  matched_token: "string | null",
  synced_under_prior_policy: "boolean",
  override_active: "boolean",
});

const schemas = {
  phase: type({ kind: "'phase'", phase: "string", at: "string" }),
  progress: type({
    kind: "'progress'",
    phase: "string",
    current: "number.safe % 1",
    total: "number.safe % 1",
  }),
  warning: type({ kind: "'warning'", phase: "string", message: "string" }),
  input_required: type({ kind: "'input_required'", fields: "object[]", reason: "string", plugin: "string" }),
  done: type({ kind: "'done'", result: "object" }),
  failed: type({ kind: "'failed'", phase: "string", error: "object" }),
  snapshot: type({ kind: "'snapshot'", findings: "object[]", audit_at: "string" }),
  delta: type({
    kind: "'delta'",
    added: "object[]",
    removed: "object[]",
    changed: "object[]",
    audit_at: "string",
  }),
  report: type({ kind: "'report'", findings: finding.array(), audit_at: "string" }),
} as const satisfies Record<Kind, unknown>;

const frame = schemas.phase
  .or(schemas.progress)
  .or(schemas.warning)
  .or(schemas.input_required)
  .or(schemas.done)
  .or(schemas.failed)
  .or(schemas.snapshot)
  .or(schemas.delta);

/** arktype, which compiles its types; to it, an array is an object. */
export const contestant: Contestant = {
  differences: ["list for object"],
  tasks: (kind) => {
    const any = kind === "report" ? schemas.report : frame;
    return {
      decode: (text) => any.assert(JSON.parse(text)),
      guard: (value) => schemas[kind].allows(value),
      reject: (text) => {
        const result: unknown = any(JSON.parse(text));
        return result instanceof type.errors ? result : [];
      },
    };
  },
};
