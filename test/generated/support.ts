import { expect } from "vitest";
import { type Codec, codecs, type Frame, type FrameKind } from "../../generated/ts/index.js";

/** Every seeded property runs on the same inputs each time. */
export const seeded = { seed: 20250314, numRuns: 500 } as const;

/** The kinds of the default protocol, with their fields in wire order. */
export const wireOrder: Readonly<Record<FrameKind, readonly string[]>> = {
  phase: ["phase", "at"],
  progress: ["phase", "current", "total"],
  input_required: ["fields", "reason", "plugin"],
  warning: ["phase", "message"],
  done: ["result"],
  failed: ["phase", "error"],
  snapshot: ["findings", "audit_at"],
  delta: ["added", "removed", "changed", "audit_at"],
};

/** All example payloads of the default protocol. */
export const examples: readonly Frame[] = Object.values(codecs).flatMap(
  (codec): readonly Frame[] => codec.examples,
);

/** The codec of the kind of `frame`, to be called without knowing which it is. */
export function codecOf(frame: Frame): Codec<Frame> {
  return codecs[frame.kind] as unknown as Codec<Frame>;
}

/** The canonical text of a frame, made without any of the generated code. */
export function canonicalText(frame: Frame): string {
  const values = frame as unknown as Readonly<Record<string, unknown>>;
  const members = ["kind", ...wireOrder[frame.kind]].map(
    (field) => `${JSON.stringify(field)}:${JSON.stringify(values[field])}`,
  );
  return `{${members.join(",")}}`;
}

/** What is looked at of an error: any generated module has its own class of them. */
export interface Refusal extends Error {
  readonly code: string;
  readonly issues: readonly {
    readonly path: string;
    readonly expected: string;
    readonly received: string;
    readonly message: string;
  }[];
}

/** The FrameError that `run` throws; returning, or throwing anything else, fails the test. */
export function refusal(run: () => unknown): Refusal {
  let result: unknown;
  try {
    result = run();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "FrameError") {
      throw new Error(`threw something other than a FrameError: ${String(error)}`, { cause: error });
    }
    const refused = error as Refusal;
    expect(refused.issues.length).toBeGreaterThanOrEqual(1);
    expect(refused.issues.length).toBeLessThanOrEqual(32);
    return refused;
  }
  throw new Error(`did not throw, but returned ${String(result)}`);
}

/** An object or array `levels` deep, itself the first level. */
export function nested(levels: number, as: "object" | "array" = "object"): Readonly<Record<string, unknown>> {
  let value: unknown = as === "object" ? {} : [];
  for (let level = 1; level < levels; level++) value = as === "object" ? { a: value } : [value];
  return value as Readonly<Record<string, unknown>>;
}
