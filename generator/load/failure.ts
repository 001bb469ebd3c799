import type { DiagnosticCode } from "../diagnostics.js";

/** Why something is not to be had: a diagnostic that does not know its place yet. */
export interface Failure {
  readonly code: DiagnosticCode;
  readonly message: string;
}
