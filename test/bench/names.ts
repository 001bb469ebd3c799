/** What the kinds are called in the schema, and so by every generator. */
export const names = {
  phase: "PhaseEvent",
  progress: "ProgressEvent",
  input_required: "InputRequiredEvent",
  warning: "WarningEvent",
  done: "DoneEvent",
  failed: "FailedEvent",
  snapshot: "SnapshotEvent",
  delta: "DeltaEvent",
  report: "ReportEvent",
} as const;
