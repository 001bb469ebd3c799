import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  channels,
  codecs,
  type DecodeResult,
  decodeFrame,
  type FrameInput,
  problemsEvent,
  tryDecodeFrame,
} from "../../generated/ts/index.js";
import { canonicalText, examples, refusal, seeded } from "./support.js";

const decoders: readonly ((input: FrameInput) => DecodeResult<unknown>)[] = [
  tryDecodeFrame,
  codecs.done.tryDecode,
  problemsEvent.tryDecode,
  channels.session.tryDecode,
];

function expectVerdict(input: unknown): void {
  for (const decoder of decoders) {
    const result = decoder(input as FrameInput);
    expect(["frame", "unknown", "invalid"]).toContain(result.status);
    if (result.status === "invalid") {
      expect(result.error.name).toBe("FrameError");
      expect(result.error.issues.length).toBeGreaterThanOrEqual(1);
      expect(result.error.issues.length).toBeLessThanOrEqual(32);
      expect(result.error.message).not.toBe("");
    }
  }
  const { status } = tryDecodeFrame(input as FrameInput);
  if (status === "frame") expect(() => decodeFrame(input as FrameInput)).not.toThrow();
  else refusal(() => decodeFrame(input as FrameInput));
}

describe("tryDecode gives a verdict and never throws", () => {
  test("whatever it is given", () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true });
    fc.assert(fc.property(anything, expectVerdict), seeded);
  });

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["an object", { kind: "done", result: {} }],
    ["a symbol", Symbol("a")],
    ["a function", () => "{}"],
    ["an object that turns into text", { toString: () => '{"kind":"done","result":{}}' }],
    ["a String object", Object('{"kind":"done","result":{}}')],
    ["a list of bytes", [123, 125]],
    ["an object that calls itself an ArrayBuffer", { [Symbol.toStringTag]: "ArrayBuffer" }],
    ["an object that inherits from ArrayBuffer", Object.create(ArrayBuffer.prototype)],
    [
      "a proxy that throws",
      new Proxy(
        {},
        {
          getPrototypeOf: () => {
            throw new Error("trapped");
          },
          get: () => {
            throw new Error("trapped");
          },
        },
      ),
    ],
  ])("given %s, which is neither text nor bytes", (_, input) => {
    expectVerdict(input);
    expect(tryDecodeFrame(input as FrameInput)).toMatchObject({
      status: "invalid",
      error: { code: "invalid_json" },
    });
  });

  test("given a revoked proxy", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expectVerdict(proxy);
    expect(tryDecodeFrame(proxy as FrameInput).status).toBe("invalid");
  });

  test("given a buffer that has been moved away", () => {
    const bytes = new TextEncoder().encode('{"kind":"done","result":{}}');
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    expectVerdict(bytes);
    expectVerdict(bytes.buffer);
    expect(tryDecodeFrame(bytes).status).toBe("invalid");
  });

  test("whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.json()), expectVerdict),
      seeded,
    );
  });

  test("whatever the bytes", () => {
    fc.assert(fc.property(fc.uint8Array(), expectVerdict), seeded);
  });

  test("whatever the JSON under a known kind", () => {
    const frames = fc.record({
      kind: fc.constantFrom(...Object.keys(codecs)),
      phase: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
      result: fc.oneof(fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()), fc.jsonValue()),
      at: fc.oneof(fc.string(), fc.jsonValue()),
    });
    fc.assert(
      fc.property(frames, (frame) => expectVerdict(JSON.stringify(frame))),
      seeded,
    );
  });

  test("whatever is changed in an example", () => {
    const snippets = [
      '"',
      "\\",
      "\\ud800",
      "{",
      "[",
      "}",
      "]",
      ",",
      ":",
      "1e999",
      "9".repeat(20),
      "\ud800",
      "null",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...examples.map(canonicalText)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(3),
        fc.oneof(fc.constantFrom("", ...snippets), fc.string({ maxLength: 3 })),
        (text, place, removed, added) => {
          const at = Math.floor(place * text.length);
          expectVerdict(text.slice(0, at) + added + text.slice(at + removed));
        },
      ),
      { ...seeded, numRuns: 2000 },
    );
  });
});
