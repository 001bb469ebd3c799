import type { Kind, Plain } from "../frames.js";
import type { Contestant } from "./contestant.js";

/** `JSON.parse` and a check that somebody has written by hand, with no list of what is wrong. */
export const contestant: Contestant = {
  tasks: (kind) => {
    const decode = kind === "report" ? decodeReport : decodeFrame;
    return { decode, decodeBytes: (bytes) => decode(utf8.decode(bytes)), guard: guards[kind] };
  },
};

const utf8 = new TextDecoder();

/** A frame of the default protocol. */
export function decodeFrame(text: string): unknown {
  return checked(JSON.parse(text), isFrame);
}

function decodeReport(text: string): unknown {
  return checked(JSON.parse(text), isReport);
}

function checked(value: unknown, guard: (value: unknown) => boolean): unknown {
  if (!guard(value)) throw new TypeError("Not a frame");
  return value;
}

function isFrame(value: unknown): boolean {
  if (!isObject(value)) return false;
  switch (value.kind) {
    case "phase":
      return isPhase(value);
    case "progress":
      return isProgress(value);
    case "warning":
      return isWarning(value);
    case "input_required":
      return isInputRequired(value);
    case "done":
      return isDone(value);
    case "failed":
      return isFailed(value);
    case "snapshot":
      return isSnapshot(value);
    case "delta":
      return isDelta(value);
    default:
      return false;
  }
}

const isObject = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const areObjects = (value: unknown): boolean => Array.isArray(value) && value.every(isObject);

const isPhase = (value: unknown): boolean =>
  isObject(value) &&
  value.kind === "phase" &&
  typeof value.phase === "string" &&
  typeof value.at === "string";

const isProgress = (value: unknown): boolean =>
  isObject(value) &&
  value.kind === "progress" &&
  typeof value.phase === "string" &&
  Number.isSafeInteger(value.current) &&
  Number.isSafeInteger(value.total);

const isWarning = (value: unknown): boolean =>
  isObject(value) &&
  value.kind === "warning" &&
  typeof value.phase === "string" &&
  typeof value.message === "string";

const isInputRequired = (value: unknown): boolean =>
  isObject(value) &&
  value.kind === "input_required" &&
  areObjects(value.fields) &&
  typeof value.reason === "string" &&
  typeof value.plugin === "string";

const isDone = (value: unknown): boolean =>
  isObject(value) && value.kind === "done" && isObject(value.result);

const isFailed = (value: unknown): boolean =>
  isObject(value) && value.kind === "failed" && typeof value.phase === "string" && isObject(value.error);

const isSnapshot = (value: unknown): boolean =>
  isObject(value) &&
  value.kind === "snapshot" &&
  areObjects(value.findings) &&
  typeof value.audit_at === "string";

const isDelta = (value: unknown): boolean =>
  isObject(value) &&
  value.kind === "delta" &&
  areObjects(value.added) &&
  areObjects(value.removed) &&
  areObjects(value.changed) &&
  typeof value.audit_at === "string";

const isReport = (value: unknown): boolean =>
  isObject(value) &&
  value.kind === "report" &&
  Array.isArray(value.findings) &&
  value.findings.every(isFinding) &&
  typeof value.audit_at === "string";

const isFinding = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.rule === "string" &&
  (value.tier === "hard" || value.tier === "soft") &&
  typeof value.run_path === "string" &&
  typeof value.offending_path === "string" &&
  Number.isSafeInteger(value.size) &&
  Number.isFinite(value.score) &&
  (typeof value.matched_token === "string" || value.matched_token === null) &&
  typeof value.synced_under_prior_policy === "boolean" &&
  typeof value.override_active === "boolean";

const guards: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  phase: isPhase,
  progress: isProgress,
  warning: isWarning,
  input_required: isInputRequired,
  done: isDone,
  failed: isFailed,
  snapshot: isSnapshot,
  delta: isDelta,
  report: isReport,
};
