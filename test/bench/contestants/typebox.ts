import { type TSchema, Type } from "@sinclair/typebox";
import { TypeCompiler } from "@sinclair/typebox/compiler";
import type { Kind } from "../frames.js";
import type { Contestant } from "./contestant.js";

const free = Type.Object({});

const finding = Type.Object({
  rule: Type.String(),
  tier: Type.Union([Type.Literal("hard"), Type.Literal("soft")]),
  run_path: Type.String(),
  offending_path: Type.String(),
  size: Type.Integer(),
  score: Type.Number(),
  matched_token: Type.Union([Type.String(), Type.Null()]),
  synced_under_prior_policy: Type.Boolean(),
  override_active: Type.Boolean(),
});

const schemas: Readonly<Record<Kind, TSchema>> = {
  phase: Type.Object({ kind: Type.Literal("phase"), phase: Type.String(), at: Type.String() }),
  progress: Type.Object({
    kind: Type.Literal("progress"),
    phase: Type.String(),
    current: Type.Integer(),
    total: Type.Integer(),
  }),
  warning: Type.Object({ kind: Type.Literal("warning"), phase: Type.String(), message: Type.String() }),
  input_required: Type.Object({
    kind: Type.Literal("input_required"),
    fields: Type.Array(free),
    reason: Type.String(),
    plugin: Type.String(),
  }),
  done: Type.Object({ kind: Type.Literal("done"), result: free }),
  failed: Type.Object({ kind: Type.Literal("failed"), phase: Type.String(), error: free }),
  snapshot: Type.Object({
    kind: Type.Literal("snapshot"),
    findings: Type.Array(free),
    audit_at: Type.String(),
  }),
  delta: Type.Object({
    kind: Type.Literal("delta"),
    added: Type.Array(free),
    removed: Type.Array(free),
    changed: Type.Array(free),
    audit_at: Type.String(),
  }),
  report: Type.Object({
    kind: Type.Literal("report"),
    findings: Type.Array(finding),
    audit_at: Type.String(),
  }),
};

const { report: reportSchema, ...frames } = schemas;
const report = TypeCompiler.Compile(reportSchema);
const frame = TypeCompiler.Compile(Type.Union(Object.values(frames)));

/** TypeBox, compiled. */
export const contestant: Contestant = {
  tasks: (kind) => {
    const any = kind === "report" ? report : frame;
    const own = TypeCompiler.Compile(schemas[kind]);
    return {
      decode: (text) => {
        const value: unknown = JSON.parse(text);
        if (!any.Check(value)) throw new TypeError("Not a frame");
        return value;
      },
      guard: (value) => own.Check(value),
      // Those of a union are none of its members': the kind is asked.
      reject: (text) => [...own.Errors(JSON.parse(text))],
    };
  },
};
