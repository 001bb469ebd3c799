import { expect, test } from "vitest";
import { decodeFrame, FrameError, tryDecodeFrame } from "../../generated/ts/index.js";

const broken = ["{", '{"kind":"phase"}', '{"kind":"phase","phase":1,"at":2}'] as const;

/** The lines of an error's stack that say where something was called. */
function callsIn({ stack = "" }: Error): string[] {
  return stack.split("\n").filter((line) => line.trimStart().startsWith("at "));
}

function errorOf(text: string): FrameError {
  const result = tryDecodeFrame(text);
  if (result.status !== "invalid") throw new Error(`not refused: ${text}`);
  return result.error;
}

function thrownBy(text: string): FrameError {
  try {
    decodeFrame(text);
  } catch (error) {
    if (error instanceof FrameError) return error;
  }
  throw new Error(`not refused: ${text}`);
}

test.each(broken)("an error that is thrown says where, one that is given back does not: %s", (text) => {
  expect(callsIn(errorOf(text))).toEqual([]);
  expect(callsIn(thrownBy(text)).length).toBeGreaterThan(1);
  expect(errorOf(text).message).toBe(thrownBy(text).message);
});

test("other errors keep as much of their stacks as before", () => {
  const limit = Error.stackTraceLimit;
  for (const text of [...broken, '{"kind":"done","result":{}}', '{"kind":"x"}']) tryDecodeFrame(text);
  expect(Error.stackTraceLimit).toBe(limit);
});

test.each([
  ["fixed", { value: 10, writable: false }],
  ["missing", { value: undefined, writable: true }],
])("a limit that is %s does no harm", (_, descriptor) => {
  const before = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit") as PropertyDescriptor;
  Object.defineProperty(Error, "stackTraceLimit", { ...descriptor, configurable: true });
  try {
    expect(broken.map((text) => errorOf(text).code)).toEqual([
      "invalid_json",
      "invalid_frame",
      "invalid_frame",
    ]);
    expect(Error.stackTraceLimit).toBe(descriptor.value);
  } finally {
    Object.defineProperty(Error, "stackTraceLimit", before);
  }
});
