import { encode, encodeInto, type FrameWriter, type OutgoingShape } from "./encode.js";
import { FrameError, withoutStack } from "./errors.js";
import { type FrameInput, hasLoneSurrogate, parse, parseExact, textOf } from "./json.js";
import type { FramePutter } from "./put.js";
import { type Reader, readShort } from "./read.js";
import { CheckReport, inspect, jsonPath, show } from "./report.js";
import { isSound } from "./sound.js";
import { type StandardSchema, standard } from "./standard.js";
import { inspectOutgoing } from "./value-report.js";

/** A well-formed object of a kind that this build does not know. */
export interface UnknownFrame {
  readonly kind: string | number;
  /** The whole object, as it was parsed; integers that a number cannot hold are `bigint`s. */
  readonly value: Readonly<Record<string, unknown>>;
}

/** What came of an attempt to decode: one of three things, told apart by `status`. */
export type DecodeResult<T> =
  | { readonly status: "frame"; readonly frame: T }
  | { readonly status: "unknown"; readonly frame: UnknownFrame }
  | { readonly status: "invalid"; readonly error: FrameError };

/** A type of frames, as the functions that look at it. */
export interface FrameShape<T> extends OutgoingShape<T> {
  /** The property that says which kind a frame is. */
  readonly tag: string;
  /** Reads canonical text, where the type has frames of a fixed layout. */
  readonly read?: Reader<T>;
  /** What is in a frame whose numbers the guard takes though they may be others than in the text, if anything. */
  readonly loose?: (frame: T) => unknown;
  /** Whether there are fields that `JSON.parse` gives as numbers, but must be `bigint`s. */
  readonly hasBigInts?: boolean;
  /** Puts parsed numbers into the form of their fields, where the type has any that need it. */
  readonly restore?: (value: unknown) => unknown;
}

/**
 * Decodes JSON text that must be a `T`.
 *
 * @throws {@link FrameError}
 */
export function decode<T>(input: FrameInput, shape: FrameShape<T>): T {
  const text = textOf(input);
  return readShort(text, shape.read) ?? decodeText(text, shape);
}

/** Decodes text by parsing it. */
function decodeText<T>(text: string, shape: FrameShape<T>): T {
  const parsed = parse(text);
  if (isCertain(parsed, text, shape)) return parsed;
  const { value, report } = examine(parsed, text, shape);
  if (report) throw report.error();
  return value as T;
}

/** Decodes like {@link decode}, but never throws; a kind that is not known is given back whole. */
export function tryDecode<T>(input: FrameInput, shape: FrameShape<T>): DecodeResult<T> {
  return withoutStack(() => attempt(input, shape));
}

function attempt<T>(input: FrameInput, shape: FrameShape<T>): DecodeResult<T> {
  try {
    const text = textOf(input);
    const read = readShort(text, shape.read);
    if (read !== undefined) return { status: "frame", frame: read };
    const parsed = parse(text);
    if (isCertain(parsed, text, shape)) return { status: "frame", frame: parsed };
    const { value, report } = examine(parsed, text, shape);
    if (!report) return { status: "frame", frame: value as T };
    if (report.code !== "unknown_kind") return { status: "invalid", error: report.error() };
    const unknown = value as Readonly<Record<string, string | number>>;
    return { status: "unknown", frame: { kind: unknown[shape.tag] as string | number, value: unknown } };
  } catch (error) {
    if (error instanceof FrameError) return { status: "invalid", error };
    throw error;
  }
}

/**
 * The value itself, once it has been checked as thoroughly as one that is to be sent; a copy where numbers
 * stand for 64-bit integers, as `JSON.parse` gives them.
 *
 * @throws {@link FrameError}
 */
export function fromObject<T>(value: unknown, shape: FrameShape<T>): T {
  const own = restored(value, shape);
  const report = inspectOutgoing(own, shape.check);
  if (report.issues.length > 0) throw report.error();
  return own as T;
}

/** The value; where its type has fields of another form than `JSON.parse` has given them, a copy with that form. */
function restored<T>(value: unknown, { is, restore }: FrameShape<T>): unknown {
  try {
    return restore && !is(value) ? restore(structuredClone(value)) : value;
  } catch {
    return value; // not plain data: the check says what it is
  }
}

interface Examined {
  /** The value of a text, with its numbers in the form of their types. */
  readonly value: unknown;
  /** What is wrong with it, if anything. */
  readonly report: CheckReport | undefined;
}

/** Whether what `JSON.parse` makes of a text is a frame as it is: so it is for most texts. */
function isCertain<T>(parsed: unknown, text: string, { is, loose, hasBigInts }: FrameShape<T>): parsed is T {
  return !hasBigInts && is(parsed) && isSound(text, loose?.(parsed));
}

/** Finds out whether the value of a text is valid, and makes the most of its numbers. */
function examine<T>(
  parsed: unknown,
  text: string,
  { is, check, restore, hasBigInts }: FrameShape<T>,
): Examined {
  const isExact = isSound(text, parsed);
  const exact = isExact ? parsed : parseExact(text);
  const value = restore ? restore(exact) : exact;
  // Of others the guard has said no before.
  if (hasBigInts && isExact && is(value)) return { value, report: undefined };
  const report = inspect(value, check, new CheckReport("incoming"));
  const isFine = report.issues.length === 0;
  // The peer reads no text with half a surrogate pair, not even where it ignores what that is part of.
  if (!isExact && (isFine || report.code === "unknown_kind") && hasLoneSurrogate(text)) {
    const half = new CheckReport("incoming");
    half.unencodable("well-formed Unicode", "a lone surrogate");
    return { value, report: half };
  }
  return { value, report: isFine ? undefined : report };
}

/** What encodes, decodes and checks one kind of frame, one union of them, or all of them. */
export interface Codec<T> extends StandardSchema<T> {
  /** Whether a value has the shape. */
  is(value: unknown): value is T;
  /**
   * The value itself, checked as thoroughly as a frame that is to be sent.
   *
   * @throws {@link FrameError}
   */
  from(value: unknown): T;
  /**
   * Decodes JSON text, or its UTF-8 bytes.
   *
   * @throws {@link FrameError}
   */
  decode(input: FrameInput): T;
  /** Decodes without throwing; a frame of a kind that is not known here comes back whole. */
  tryDecode(input: FrameInput): DecodeResult<T>;
  /**
   * The canonical text of a frame.
   *
   * @throws {@link FrameError} where the peer would reject it.
   */
  encode(frame: T): string;
  /**
   * Puts the canonical text into `buffer` as UTF-8, from `offset` on; gives the number of bytes.
   *
   * @throws {@link FrameError} where the peer would reject it; RangeError where it does not fit.
   */
  encodeInto(frame: T, buffer: Uint8Array, offset?: number): number;
}

/** The codec of a shape, and of how it is written: as text, and as bytes where there is a layout to follow. */
export function codec<T>(shape: FrameShape<T>, write: FrameWriter<T>, put?: FramePutter): Codec<T> {
  return {
    is: shape.is,
    from: (value) => fromObject(value, shape),
    decode: (input) => decode(input, shape),
    tryDecode: (input) => tryDecode(input, shape),
    encode: (frame) => encode(frame, shape, write),
    encodeInto: (frame, buffer, offset = 0) => encodeInto(frame, shape, write, put, buffer, offset),
    "~standard": standard((value) => restored(value, shape), shape.check),
  };
}

/** The codec of one kind of frame. */
export interface KindCodec<T, Kind> extends Codec<T> {
  readonly kind: Kind;
  /** Frames as they come in practice, from the schema. */
  readonly examples: readonly T[];
}

/**
 * The codec of one kind of frame.
 *
 * It has the very type that it is to be of, which the compiler need not look into.
 */
export function kindCodec<T, Kind extends string | number>(
  kind: Kind,
  examples: readonly T[],
  shape: FrameShape<T>,
  write: FrameWriter<T>,
  put?: FramePutter,
): KindCodec<T, Kind> {
  return { kind, examples, ...codec(shape, write, put) };
}

/** The codec of several kinds. */
export interface UnionCodec<T, Kind> extends Codec<T> {
  readonly kinds: readonly Kind[];
}

/** The fields of a frame without its tag, which the constructor of its kind fills in. */
export type FieldsOf<Frame, Tag extends PropertyKey> = Frame extends unknown
  ? { readonly [Key in keyof Frame as Key extends Tag ? never : Key]: Frame[Key] }
  : never;

/**
 * Calls the case for the kind of a frame.
 *
 * @throws {@link FrameError} `unknown_kind` where there is none.
 */
export function matchKind(frame: object, tag: string, cases: object): unknown {
  const kind = (frame as Readonly<Record<string, PropertyKey>>)[tag] as PropertyKey;
  if (!Object.hasOwn(cases, kind)) {
    const issue = { path: jsonPath([tag]), expected: "a kind that has a case", received: show(kind) };
    throw new FrameError("unknown_kind", [
      { ...issue, message: `Unknown kind ${show(kind)} - at \`${issue.path}\`` },
    ]);
  }
  return (cases as Readonly<Record<PropertyKey, (frame: object) => unknown>>)[kind]?.(frame);
}

/**
 * A value as one segment of a path, percent-encoded (RFC 3986 §2.1).
 *
 * @throws TypeError where it would not be a segment of its own: empty, `.` or `..`.
 */
export function pathSegment(value: string | number): string {
  const text = String(value);
  if (text === "" || text === "." || text === "..") {
    throw new TypeError(`Expected a value for the path, got '${text}'`);
  }
  return encodeURIComponent(text);
}
