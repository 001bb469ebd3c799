import { FrameError, type FrameErrorCode, type FrameIssue } from "./errors.js";
import { MAX_DEPTH, MAX_ISSUES } from "./limits.js";

/** A step into a value: the name of a property, or the index of an element. */
export type PathSegment = string | number;

/** Looks at one value and adds to the report whatever is wrong with it. */
export type ValueCheck = (value: unknown, report: CheckReport) => void;

/**
 * Where a value comes from or goes to, or that there is but a question about it.
 *
 * An incoming integer that a number cannot hold is a `bigint`, and any number is as it was sent; an outgoing
 * number may have lost digits already. To a question, as `not` asks one, numbers are what they are, however they
 * are held: what can't be sent has been seen to elsewhere, and must not turn a no into a yes. A parsed value is as an
 * incoming one, but its numbers have yet to get the form of their types.
 */
export type Direction = "incoming" | "outgoing" | "question" | "parsed";

/** What a {@link ValueCheck} has found so far, and where in the value it is looking. */
export class CheckReport {
  readonly direction: Direction;
  readonly issues: FrameIssue[] = [];
  /** The segments of each issue's path, in the order of `issues`. */
  readonly segments: (readonly PathSegment[])[] = [];
  /** How many issues are wanted. */
  readonly limit: number;
  /** Where the check is, from the outermost value down. */
  readonly path: PathSegment[];
  /** What kind of error the issues make, should they be thrown. */
  code: FrameErrorCode = "invalid_frame";

  constructor(direction: Direction, limit: number = MAX_ISSUES, path: PathSegment[] = []) {
    this.direction = direction;
    this.limit = limit;
    this.path = path;
  }

  /** A report of the same place, in which the first issue is enough. */
  part(direction: Direction): CheckReport {
    return new CheckReport(direction, 1, this.path);
  }

  /** Whether a check may go into an object or array, which it then has to leave: always, if it has been parsed. */
  enters(_value: object): boolean {
    return true;
  }

  leaves(): void {}

  /** Whether there are as many issues as are wanted. */
  get isFull(): boolean {
    return this.issues.length >= this.limit;
  }

  /** Runs `check` on the `value` found under `segment` of the value looked at now. */
  enter(segment: PathSegment, value: unknown, check: ValueCheck): void {
    this.path.push(segment);
    check(value, this);
    this.path.pop();
  }

  /** Adds ``Expected …, got …``; `words` are how the sentence says what is expected, if not in code alone. */
  mismatch(expected: string, value: unknown, words = `\`${expected}\``): void {
    const received = describe(value);
    this.add(expected, received, `Expected ${words}, got \`${received}\``);
  }

  /** Adds ``Expected …, got …`` about something that JSON text cannot carry exactly. */
  unencodable(expected: string, received: string): void {
    this.add(expected, received, `Expected ${expected}, got ${received}`);
    if (this.code === "invalid_frame" && this.direction !== "incoming") this.code = "unencodable";
  }

  /** Adds that an object lacks a field; `owner` are the words for the object. */
  missing(field: string, owner = "Object"): void {
    this.add(`field ${field}`, "nothing", `${owner} missing required field \`${field}\``);
  }

  /** Adds an issue whose sentence is `message`; the path is put behind it. */
  add(expected: string, received: string, message: string): void {
    if (this.isFull) return;
    const path = jsonPath(this.path);
    const whole = path === "$" ? message : `${message} - at \`${path}\``;
    // Rules may ask for the same as the shape.
    if (this.issues.some((known) => known.path === path && known.message === whole)) return;
    const plain = expected.includes("`") ? expected.replaceAll("`", "") : expected;
    this.issues.push({ path, expected: plain, received, message: whole });
    this.segments.push(this.path.slice());
  }

  /** The issues as an error. */
  error(): FrameError {
    return new FrameError(this.code, this.issues);
  }
}

/** Adds that something is not nested as deep as it may be. */
export function addTooDeep(report: CheckReport): void {
  report.unencodable(`nesting of at most ${MAX_DEPTH} levels`, "deeper nesting");
}

/**
 * Everything that `check` finds wrong with `value`.
 *
 * A value that throws while it is read, as a getter or a proxy may, has that wrong with it.
 */
export function inspect(value: unknown, check: ValueCheck, report: CheckReport): CheckReport {
  try {
    check(value, report);
  } catch {
    report.unencodable("a value that can be read", "one that throws");
  }
  return report;
}

/** A JSONPath in RFC 9535's dot notation, with brackets for names that need quotes; long names are cut. */
export function jsonPath(segments: readonly PathSegment[]): string {
  let path = "$";
  for (const segment of segments) {
    // A peer may send a name of any length, and each issue repeats it.
    path += typeof segment === "number" ? `[${segment}]` : nameInPath(cut(segment, 256));
  }
  return path;
}

function nameInPath(name: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return `.${name}`;
  return `['${JSON.stringify(name).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}']`;
}

/** The name of what `value` is, in the words of JSON Schema where it has one for it; some numbers are shown themselves. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value !== "number" && typeof value !== "bigint") return typeof value;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return typeof value === "number" ? "integer" : "bigint";
  return number % 1 ? "number" : String(value);
}

/** A value as it is shown in a sentence: the text of a primitive, cut where it is long; else its type. */
export function show(value: unknown): string {
  if (typeof value === "string") return `'${cut(value, 64)}'`;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : describe(value);
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
