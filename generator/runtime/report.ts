import { FrameError, type FrameErrorCode, type FrameIssue } from "./errors.js";
import { MAX_DEPTH, MAX_ISSUES } from "./limits.js";

/** A step into a value: the name of a property, or the index of an element. */
export type PathSegment = string | number;

/** Looks at one value and adds to the report whatever is wrong with it. */
export type Check = (value: unknown, report: Report) => void;

/** What a {@link Check} has found so far, and where in the value it is looking. */
export class Report {
  /**
   * Whether to look for what the type of a value does not show, as well: strings that are not
   * well-formed Unicode, and anything inside a free-form value that JSON cannot carry.
   */
  readonly strict: boolean;
  readonly issues: FrameIssue[] = [];
  /** The segments of each issue's path, in the order of `issues`. */
  readonly segments: (readonly PathSegment[])[] = [];
  /** The objects and arrays that are being looked at, outermost first. */
  readonly ancestors: unknown[] = [];
  /** How many issues are wanted. */
  readonly limit: number;
  /** What kind of error the issues make, should they be thrown. */
  code: FrameErrorCode = "invalid_frame";
  readonly #path: PathSegment[] = [];

  constructor(strict: boolean, limit: number = MAX_ISSUES) {
    this.strict = strict;
    this.limit = limit;
  }

  /** Whether there are as many issues as are wanted. */
  get isFull(): boolean {
    return this.issues.length >= this.limit;
  }

  /** How many steps below the outermost value the check is. */
  get depth(): number {
    return this.#path.length;
  }

  /** Runs `check` on the `value` found under `segment` of the value looked at now. */
  enter(segment: PathSegment, value: unknown, check: Check): void {
    this.#path.push(segment);
    check(value, this);
    this.#path.pop();
  }

  /** Whether `check` finds nothing wrong with `value`, looked at in the same place as now. */
  accepts(check: Check, value: unknown): boolean {
    const trial = new Report(this.strict, 1);
    trial.ancestors.push(...this.ancestors);
    trial.#path.push(...this.#path);
    check(value, trial);
    return trial.issues.length === 0;
  }

  /** Adds ``Expected …, got …``. */
  mismatch(expected: string, value: unknown): void {
    const received = describe(value);
    this.add(expected, received, `Expected ${expected}, got \`${received}\``);
  }

  /** Adds ``Expected …, got …`` about something that JSON text cannot carry exactly. */
  unencodable(expected: string, received: string): void {
    this.add(expected, received, `Expected ${expected}, got ${received}`);
    if (this.code === "invalid_frame") this.code = "unencodable";
  }

  /** Adds that something is not nested as deep as it may be. */
  tooDeep(): void {
    this.unencodable(`nesting of at most ${MAX_DEPTH} levels`, "deeper nesting");
  }

  /** Adds an issue whose sentence is `message`; the path is put behind it. */
  add(expected: string, received: string, message: string): void {
    if (this.isFull) return;
    const path = jsonPath(this.#path);
    const where = path === "$" ? "" : ` - at \`${path}\``;
    this.issues.push({ path, expected: expected.replaceAll("`", ""), received, message: message + where });
    this.segments.push([...this.#path]);
  }

  /** The issues as an error; `outgoing` tells whether the value was on its way to the peer. */
  error(outgoing: boolean): FrameError {
    const code = this.code === "unencodable" && !outgoing ? "invalid_frame" : this.code;
    return new FrameError(code, this.issues);
  }
}

/** Everything that `check` finds wrong with `value`, looking as hard as it can. */
export function inspect(value: unknown, check: Check): Report {
  const report = new Report(true);
  check(value, report);
  return report;
}

/** A JSONPath in RFC 9535's dot notation, with brackets for names that need quotes. */
export function jsonPath(segments: readonly PathSegment[]): string {
  let path = "$";
  for (const segment of segments) {
    if (typeof segment === "number") path += `[${segment}]`;
    else if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(segment)) path += `.${segment}`;
    else path += `['${segment.replace(/[\\']/g, "\\$&")}']`;
  }
  return path;
}

/** The name of what `value` is, in the words of JSON Schema where it has one for it. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? "integer" : String(value);
  if (typeof value === "bigint") return isSafe(value) ? "bigint" : String(value);
  return typeof value;
}

function isSafe(value: bigint): boolean {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER;
}

/** A value as it is shown in a sentence: the text of a primitive, cut where it is long; else its type. */
export function show(value: unknown): string {
  if (typeof value === "string") return `'${value.length > 64 ? `${value.slice(0, 64)}…` : value}'`;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : describe(value);
}
