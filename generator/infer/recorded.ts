import { type Entry, entryOf, type Line } from "../recording/index.js";
import { FrameError } from "../runtime/errors.js";
import { hasLoneSurrogate, isTooDeep, parse } from "../runtime/json.js";
import { MAX_LEVELS } from "./evidence.js";
import { hidesDigits, parseDigits } from "./numbers.js";

/** A line that is left out, and why. */
export interface BadLine {
  readonly line: number;
  readonly reason: string;
}

/** A line that holds a JSON object which may be sent. */
export interface RecordedFrame extends Entry {
  readonly value: Readonly<Record<string, unknown>>;
}

/** The frame in a line of a recording, its numbers as `parseDigits` gives them; or why there is none. */
export function frameIn({ text: line, problem }: Line): RecordedFrame | string {
  if (line === undefined) return problem;
  const entry = entryOf(line);
  const { text, parsed } = entry;
  if (entry.problem !== undefined) return entry.problem;
  const isHidden = hidesDigits(text);
  let value: unknown;
  try {
    if (isHidden) value = parseDigits(text);
    else value = parsed && !isTooDeep(text) ? parsed : parse(text);
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    return error.code === "invalid_json" ? "not JSON" : "nested too deep";
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "not an object";
  if (isHidden && hasLoneSurrogate(text)) return "half of a surrogate pair";
  if (isHidden && hasInfinity(value)) return "a number beyond all doubles";
  if (isHidden && hasDeepInteger(value, 1)) return `an integer beyond 2^53 below ${MAX_LEVELS} levels`;
  return { ...entry, value: value as Readonly<Record<string, unknown>> };
}

function hasInfinity(value: unknown): boolean {
  if (typeof value === "number") return !Number.isFinite(value);
  return typeof value === "object" && value !== null && Object.values(value).some(hasInfinity);
}

/** Whether an integer that does not fit a number is deeper than is looked into: nothing can be said of it but that it is JSON. */
function hasDeepInteger(value: unknown, level: number): boolean {
  if (typeof value === "bigint") return level > MAX_LEVELS;
  const parts = typeof value === "object" && value !== null ? Object.values(value) : [];
  return parts.some((part) => hasDeepInteger(part, level + 1));
}
