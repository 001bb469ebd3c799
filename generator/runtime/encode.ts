import type { FrameError } from "./errors.js";
import { type Guard, isPlain } from "./guard.js";
import { isTooDeep, nestedTooDeep } from "./json.js";
import { MAX_DEPTH } from "./limits.js";
import { type FramePutter, NOT_PUT, textInto, utf8 } from "./put.js";
import type { ValueCheck } from "./report.js";
import { hasInheritance } from "./sound.js";
import { inspectOutgoing } from "./value-report.js";

/** UTF-8 bytes, in the type that `TextEncoder` gives them under each version of TypeScript. */
export type FrameBytes = ReturnType<InstanceType<typeof TextEncoder>["encode"]>;

/** A type of frames, as the functions that look at what is to be sent. */
export interface OutgoingShape<T> {
  readonly is: Guard<T>;
  readonly check: ValueCheck;
}

/** Gives the canonical text of a frame that has the right shape. */
export type FrameWriter<T> = (frame: T) => string;

/**
 * The canonical text of a frame: compact, the tag first, then the fields in the order of the schema.
 *
 * @throws {@link FrameError} where the peer would reject the frame.
 */
export function encode<T>(frame: T, { is, check }: OutgoingShape<T>, write: FrameWriter<T>): string {
  let text: string | undefined;
  try {
    // What all objects inherit is not the frame's: a copy that inherits nothing is looked at instead.
    const own = hasInheritance() ? (withoutInheritance(frame, MAX_DEPTH) as T) : frame;
    if (is(own)) text = write(own);
  } catch {
    // Something inside has no text: what and where comes out of the inspection below.
  }
  if (text === undefined) throw refusal(frame, check);
  if (isTooDeep(text)) throw nestedTooDeep("unencodable");
  return text;
}

/**
 * The canonical text of a frame as UTF-8, in bytes of its own.
 *
 * @throws {@link FrameError} where the peer would reject the frame.
 */
export function encodeBytes<T>(
  frame: T,
  shape: OutgoingShape<T>,
  write: FrameWriter<T>,
  put?: FramePutter,
): FrameBytes {
  const apart = scratch ?? new Uint8Array(SCRATCH_LENGTH);
  scratch = undefined; // an accessor of the frame may encode another one
  const end = putFrame(frame, put, apart, 0);
  scratch = apart;
  return (end === NOT_PUT ? utf8(encode(frame, shape, write)) : apart.slice(0, end)) as FrameBytes;
}

const SCRATCH_LENGTH = 4096;

let scratch: Uint8Array | undefined;

/**
 * Puts the canonical text of a frame into `buffer` as UTF-8, from `offset` on, and tells how many bytes there are.
 * A frame that is refused leaves the buffer alone; one that does not fit may have been put in part.
 *
 * @throws {@link FrameError} where the peer would reject the frame; RangeError where it does not fit.
 */
export function encodeInto<T>(
  frame: T,
  shape: OutgoingShape<T>,
  write: FrameWriter<T>,
  put: FramePutter | undefined,
  buffer: Uint8Array,
  offset: number,
): number {
  const end = isInside(buffer, offset) ? putFrame(frame, put, buffer, offset) : NOT_PUT;
  return end === NOT_PUT ? writeText(encode(frame, shape, write), buffer, offset) : end - offset;
}

/** Puts a frame as its putter does; {@link NOT_PUT} where that is left to its writer, which says what is wrong, if anything is. */
function putFrame(frame: unknown, put: FramePutter | undefined, to: Uint8Array, at: number): number {
  if (put === undefined || hasInheritance()) return NOT_PUT;
  try {
    const end = put(frame, to, at);
    return end > to.length ? NOT_PUT : end;
  } catch {
    return NOT_PUT;
  }
}

/** Puts a canonical text into `buffer`. */
function writeText(text: string, buffer: Uint8Array, offset: number): number {
  if (!isInside(buffer, offset)) {
    throw new RangeError(`Expected an offset from 0 to ${buffer.length}, got ${offset}`);
  }
  const end = textInto(text, buffer, offset);
  if (end <= buffer.length) return end - offset;
  throw new RangeError(
    `The frame takes ${utf8(text).length} bytes; there are ${buffer.length - offset} from ${offset} on`,
  );
}

function isInside(buffer: Uint8Array, offset: number): boolean {
  return Number.isInteger(offset) && offset >= 0 && offset <= buffer.length;
}

/** A copy of plain data in which no object inherits anything. */
function withoutInheritance(value: unknown, levels: number): unknown {
  if (typeof value !== "object" || value === null || levels === 0) return value;
  if (Array.isArray(value)) return value.map((item) => withoutInheritance(item, levels - 1));
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, withoutInheritance(member, levels - 1)]);
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

function refusal(frame: unknown, check: ValueCheck): FrameError {
  const report = inspectOutgoing(frame, check);
  if (report.issues.length === 0) {
    report.unencodable("a frame that stays the same", "one that changes while it is read");
  }
  return report.error();
}
