/**
 * Why a frame was refused.
 *
 * - `invalid_json`: the input is not JSON text, or not UTF-8.
 * - `unknown_kind`: a well-formed object whose tag names no kind that is expected here.
 * - `invalid_frame`: the value does not have the shape that the schema describes.
 * - `unencodable`: the value holds something that JSON text cannot carry, such as `NaN` or a cycle.
 */
export type FrameErrorCode = "invalid_json" | "unknown_kind" | "invalid_frame" | "unencodable";

/** One thing that is wrong with a value, and where. */
export interface FrameIssue {
  /** The place, as a JSONPath (RFC 9535): `$`, `$.current`, `$.fields[2].id`. */
  readonly path: string;
  /** What the schema asks for there: ``integer``, ``"phase"``, ``string of length >= 1``. */
  readonly expected: string;
  /** What was found instead: the name of its type, or the value where the type is right. */
  readonly received: string;
  /** The whole sentence, path included. */
  readonly message: string;
}

/** Thrown by every function that decodes, encodes or checks; `issues` is never empty. */
export class FrameError extends Error {
  override readonly name: string = "FrameError";
  readonly code: FrameErrorCode;
  /** Everything that is wrong, in the order of the schema; the first 32 at most. */
  readonly issues: readonly FrameIssue[];

  constructor(code: FrameErrorCode, issues: readonly FrameIssue[]) {
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
    super(`${issues[0]?.message ?? code}${more}`);
    this.code = code;
    this.issues = issues;
  }
}

/**
 * What `make` gives; the errors that it makes do not say where in the program that was.
 *
 * To find that out is most of the work of making an error, and of one that is given back nobody asks it.
 */
export function withoutStack<T>(make: () => T): T {
  const errors = Error as { stackTraceLimit?: number };
  const limit = errors.stackTraceLimit;
  if (limit === undefined) return make(); // not every engine has it
  try {
    errors.stackTraceLimit = 0;
  } catch {
    return make(); // somebody has frozen it
  }
  try {
    return make();
  } finally {
    errors.stackTraceLimit = limit;
  }
}
