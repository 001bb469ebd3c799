export { type Diagnostic, type DiagnosticCode, DiagnosticsError, type Severity } from "./diagnostics.js";
export { type Imported, type ImportedChannel, type ImportOptions, importMsgspec } from "./import/index.js";
export type { Guess, GuessCode } from "./infer/guesses.js";
export { type InferOptions, type Inferred, infer } from "./infer/index.js";
export type * from "./model/types.js";
export {
  type Generated,
  type GenerateOptions,
  generate,
  type Read,
  type ReadOptions,
  read,
} from "./pipeline.js";
export type { TargetName, TargetOptions } from "./targets/index.js";
export { apply } from "./write/apply.js";
export { type Change, plan } from "./write/plan.js";
