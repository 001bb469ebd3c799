/** The kinds of the default protocol, and `report`, the one of `report.schema.json`. */
export const kinds = [
  "phase",
  "progress",
  "warning",
  "input_required",
  "done",
  "failed",
  "snapshot",
  "delta",
  "report",
] as const;

export type Kind = (typeof kinds)[number];

/** A frame as plain data. */
export type Plain = Readonly<Record<string, unknown>>;

/** How the text of a frame is laid out: as the peer writes it, fields back to front, or as Python's `json.dumps` writes it. */
export const layouts = ["canonical", "other order", "python"] as const;

export type Layout = (typeof layouts)[number];

/** How many distinct frames of a kind there are: too many for a cache that is keyed by text to help anyone. */
const COUNT = 1024;

const phases = [
  "validating_inputs",
  "rendering_template",
  "running_plugins",
  "writing_cache",
  "validating_post_creation",
  "queueing_nas_sync",
  "verifying_checksums",
];
const rules = ["forbidden_token", "missing_readme", "unsafe_name", "symlink_outside_run"];

/** Frames of one kind, no two alike, the same ones each time. */
export function framesOf(kind: Kind): readonly Plain[] {
  return Array.from({ length: COUNT }, (_, index) => ({ kind, ...fields[kind](index) }));
}

/** The text of a frame, flat in memory as one from a socket is. */
export function textOf(frame: Plain, layout: Layout): string {
  const text =
    layout === "python"
      ? pythonText(frame)
      : JSON.stringify(layout === "canonical" ? frame : backwards(frame));
  return Buffer.from(text).toString();
}

const fields: Readonly<Record<Kind, (index: number) => Plain>> = {
  phase: (index) => ({ phase: pick(phases, index), at: time(index) }),
  progress: (index) => ({ phase: pick(phases, index), current: index * 7, total: 12 + index * 1201 }),
  warning: (index) => ({ phase: pick(phases, index), message: message(index) }),
  input_required: (index) => ({
    fields: [
      {
        id: "operator",
        label: "Operator",
        type: "text",
        required: true,
        default: `user-${index}`,
        hint: "Who ran it?",
      },
      { id: "exposure", label: "Exposure (us)", type: "number", required: false, default: index / 2 },
    ],
    reason: `The header of run ${index} names no operator.`,
    plugin: "xrf_metadata",
  }),
  done: (index) => ({
    result: { path: `/data/runs/alloy-${index}`, sync_status: "queued", blocked: index % 3 === 0 },
  }),
  failed: (index) => ({
    phase: pick(phases, index),
    error: {
      code: "plugin_crashed",
      message: `Plugin ${index} exited early`,
      field: null,
      details: { plugin: "spectre", exit_code: -1 - index, timed_out: false },
    },
  }),
  snapshot: (index) => ({
    findings: [finding(index), finding(index + 1), finding(index + 2)],
    audit_at: time(index),
  }),
  delta: (index) => ({
    added: [finding(index)],
    removed: [{ rule: pick(rules, index), offending_path: `/data/runs/alloy-${index}` }],
    changed: [],
    audit_at: time(index),
  }),
  report: (index) => ({
    findings: Array.from({ length: 10 }, (_, place) => typedFinding(index * 10 + place)),
    audit_at: time(index),
  }),
};

/** One in sixteen has escapes, another one letters beyond ASCII. */
function message(index: number): string {
  if (index % 16 === 3) return `Template "t${index}" left {{sample_id}} empty\nand ${index} other files`;
  if (index % 16 === 11) return `Gerät ${index}: 日本語のファイル名は同期されません`;
  return `${index} soft findings: sync goes on, but look at them before you publish.`;
}

function finding(index: number): Plain {
  return {
    rule: pick(rules, index),
    tier: index % 2 ? "hard" : "soft",
    run_path: `/data/runs/2025-03-14_alloy-${index}`,
    offending_path: `/data/runs/2025-03-14_alloy-${index}/notes/list-${index}.txt`,
    offending_kind: "file",
    matched_token: index % 3 ? "patient" : null,
    rule_detail: "Names that may identify a person are not synced.",
    synced_under_prior_policy: index % 5 === 0,
    override_active: index % 7 === 0,
  };
}

function typedFinding(index: number): Plain {
  const { offending_kind, rule_detail, ...rest } = finding(index);
  const { rule, tier, run_path, offending_path, ...flags } = rest;
  return { rule, tier, run_path, offending_path, size: index * 4099, score: index + 0.125, ...flags };
}

function time(index: number): string {
  return new Date(1_741_944_413_000 + index * 61_001).toISOString();
}

function pick(from: readonly string[], index: number): string {
  return from[index % from.length] as string;
}

function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, backwards(member)]);
  return Object.fromEntries(entries.reverse());
}

/** What `json.dumps` writes: a space after each comma and colon, and escapes for all that is not ASCII. */
function pythonText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonText).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${pythonText(key)}: ${pythonText(member)}`);
    return `{${members.join(", ")}}`;
  }
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
