import type { FrameError } from "./errors.js";
import { type Guard, isPlain } from "./guard.js";
import { isTooDeep, nestedTooDeep } from "./json.js";
import { MAX_DEPTH } from "./limits.js";
import { type FramePutter, NOT_PUT } from "./put.js";
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

const encoder = /* @__PURE__ */ new TextEncoder();

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
  return (put && bytesOf(frame, put)) ?? encoder.encode(encode(frame, shape, write));
}

/**
 * Puts the canonical text of a frame into `buffer` as UTF-8, from `offset` on, and tells how many bytes there are.
 * Where it throws, the bytes from `offset` on may have been overwritten.
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
  const end = put && isInside(buffer, offset) ? tryPut(frame, put, buffer, offset) : NOT_PUT;
  if (end !== NOT_PUT && end <= buffer.length) return end - offset;
  return writeText(encode(frame, shape, write), buffer, offset);
}

/** Where the frame ends that has been put into `buffer`; {@link NOT_PUT} where that is left to its writer. */
function tryPut(frame: unknown, put: FramePutter, buffer: Uint8Array, offset: number): number {
  if (hasInheritance()) return NOT_PUT;
  try {
    return put(frame, buffer, offset);
  } catch {
    return NOT_PUT; // the writer finds the same, and says what it is
  }
}

const SCRATCH_LENGTH = 4096;

let scratch: Uint8Array | undefined;

/** The bytes of a frame that its putter can put, if it is not long. */
function bytesOf(frame: unknown, put: FramePutter): FrameBytes | undefined {
  const bytes = scratch ?? new Uint8Array(SCRATCH_LENGTH);
  scratch = undefined; // an accessor of the frame may encode another one
  const end = tryPut(frame, put, bytes, 0);
  scratch = bytes;
  return end === NOT_PUT || end > SCRATCH_LENGTH ? undefined : (bytes.slice(0, end) as FrameBytes);
}

/** Puts a canonical text into `buffer`. */
function writeText(text: string, buffer: Uint8Array, offset: number): number {
  if (!isInside(buffer, offset)) {
    throw new RangeError(`Expected an offset from 0 to ${buffer.length}, got ${offset}`);
  }
  const { read, written } = encoder.encodeInto(text, offset === 0 ? buffer : buffer.subarray(offset));
  if (read < text.length) {
    const needed = encoder.encode(text).length;
    throw new RangeError(
      `The frame takes ${needed} bytes; there are ${buffer.length - offset} from ${offset} on`,
    );
  }
  return written;
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
