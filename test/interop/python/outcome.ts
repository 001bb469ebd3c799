import type { FrameError } from "../../../generated/ts/index.js";
import type { AnyCodec } from "../../../generator/targets/typescript/run.js";

/** What one end makes of a text: the canonical text of the frame, or what is wrong. */
export type Outcome = Acceptance | Refusal;

/** A frame was read. */
export interface Acceptance {
  readonly isAccepted: true;
  /** Whether it is written, which an end refuses where the other would not read it as what it is. */
  readonly isWritten: boolean;
  /** What it is written as, or would be by msgspec itself. */
  readonly text: string;
}

/** No frame was read. */
export interface Refusal {
  readonly isAccepted: false;
  /** A `FrameErrorCode`, or the name of an error that the other end should not have thrown. */
  readonly code: string;
  /** Everything that is wrong here; the first thing there. */
  readonly issues: readonly { readonly path: string; readonly message: string }[];
}

/** What both ends make of one text. */
export interface Case {
  readonly bytes: Uint8Array;
  /** Whether the peer's package is known to drop some of a frame, and writes one here that is read. */
  readonly isMended?: boolean;
  readonly ours: Outcome;
  readonly peers: Outcome;
}

/** What a codec of ours makes of a text. */
export function outcome(codec: AnyCodec, bytes: Uint8Array): Outcome {
  const frame = tried(() => codec.decode(bytes));
  if (isFrameError(frame)) return { isAccepted: false, code: frame.code, issues: frame.issues };
  const text = tried(() => codec.encode(frame));
  return isFrameError(text)
    ? { isAccepted: true, isWritten: false, text: "" }
    : { isAccepted: true, isWritten: true, text };
}

/** What a codec gives, or the error with which it refuses to. */
function tried<T>(act: () => T): T | FrameError {
  try {
    return act();
  } catch (error) {
    if (!isFrameError(error)) throw error;
    return error;
  }
}

/** Generated code that runs elsewhere has a class of its own. */
function isFrameError(error: unknown): error is FrameError {
  return error instanceof Error && error.name === "FrameError";
}

/** Whether both ends say the same: the same text, or the same of the same place. */
export function isSame({ ours, peers }: Pick<Case, "ours" | "peers">): boolean {
  if (ours.isAccepted && peers.isAccepted) {
    return ours.isWritten === peers.isWritten && (!ours.isWritten || ours.text === peers.text);
  }
  if (ours.isAccepted || peers.isAccepted || ours.code !== peers.code) return false;
  return (
    ours.code === "invalid_json" ||
    ours.issues.some(({ path }) => peers.issues.every((issue) => isSamePath(path, issue.path)))
  );
}

/** Whether a JSONPath is the place that msgspec names: it shows names of fields as they are, and others as `[...]`. */
export function isSamePath(path: string, peers: string): boolean {
  let rest = peers.slice(1);
  for (const [segment, name, quoted] of path.slice(1).matchAll(segments)) {
    const isElement = name === undefined && quoted === undefined;
    const shown = isElement ? segment : `.${name ?? nameOf(quoted)}`;
    const found = [shown, "[...]"].find((one) => rest.startsWith(one));
    if (found === undefined) return false;
    rest = rest.slice(found.length);
  }
  return rest === "";
}

const segments = /\.(\w+)|\['((?:[^\\']|\\.)*)'\]|\[\d+\]/gsu;

/** A name as it is, which stands quoted in a JSONPath. */
function nameOf(quoted = ""): string {
  return JSON.parse(`"${quoted.replaceAll('"', '\\"').replaceAll("\\'", "'")}"`);
}
