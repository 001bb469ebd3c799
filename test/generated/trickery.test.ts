import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  channels,
  codecs,
  decodeFrame,
  encodeFrame,
  encodeFrameBytes,
  encodeFrameInto,
  type Frame,
  frameFromObject,
  sessionEvent,
} from "../../generated/ts/index.js";
import { canonicalText, examples, refusal, seeded, wireOrder } from "./support.js";

/** Encodes, or says that the frame was refused; any other exception fails the test. */
function encodeOrRefuse(frame: unknown): string | undefined {
  try {
    return encodeFrame(frame as Frame);
  } catch (error) {
    expect(error).toMatchObject({ name: "FrameError" });
    return undefined;
  }
}

/** A frame of which `field` is `before` for the first reads, and `after` from then on. */
function changing(frame: Frame, field: string, after: unknown, reads: number): Frame {
  let left = reads;
  const before = (frame as unknown as Readonly<Record<string, unknown>>)[field];
  return Object.defineProperty({ ...frame }, field, {
    enumerable: true,
    get: () => (left-- > 0 ? before : after),
  }) as Frame;
}

const impostors = [
  undefined,
  null,
  true,
  7,
  1.5,
  Number.NaN,
  2 ** 60,
  "text",
  "\ud800",
  7n,
  [],
  ["a"],
  [1, null],
  {},
  { a: Number.NaN },
  new Map(),
  () => 1,
  Symbol("a"),
];

describe("an accessor", () => {
  const throwing = {
    kind: "done",
    get result(): never {
      throw new TypeError("not now");
    },
  } as unknown as Frame;
  const deep = {
    kind: "done",
    result: {
      a: [
        {
          get b(): never {
            throw new RangeError("not now");
          },
        },
      ],
    },
  } as unknown as Frame;
  const tag = {
    get kind(): never {
      throw "not an error";
    },
    result: {},
  } as unknown as Frame;

  test.each([
    ["encodeFrame", encodeFrame],
    ["encodeFrameBytes", encodeFrameBytes],
    ["encodeFrameInto", (frame: Frame) => encodeFrameInto(frame, new Uint8Array(8192))],
    ["encode of a codec", (frame: Frame) => codecs.done.encode(frame as never)],
    ["encodeInto of a codec", (frame: Frame) => codecs.done.encodeInto(frame as never, new Uint8Array(99))],
    ["encode of a channel", (frame: Frame) => channels.session.encode(frame as never)],
  ])("that throws becomes a FrameError in %s", (_, run) => {
    for (const frame of [throwing, deep, tag]) expect(refusal(() => run(frame)).code).toBe("unencodable");
  });

  test.each([
    ["frameFromObject", frameFromObject],
    ["from of a codec", codecs.done.from],
    ["from of a union", sessionEvent.from],
    ["from of a channel", channels.session.from],
  ])("that throws becomes a FrameError in %s", (_, run) => {
    for (const frame of [throwing, deep, tag]) expect(refusal(() => run(frame)).code).toBe("unencodable");
  });

  test("that always gives the same is read like a property", () => {
    const frame = {
      kind: "done",
      get result() {
        return { a: 1 };
      },
    } as const;
    expect(encodeFrame(frame)).toBe('{"kind":"done","result":{"a":1}}');
  });

  test("that changes never puts a frame on the wire that the peer would reject", () => {
    for (const frame of examples) {
      for (const field of ["kind", ...wireOrder[frame.kind]]) {
        for (const impostor of [...impostors, "phase", "progress", "later"]) {
          for (let reads = 0; reads < 6; reads++) {
            const text = encodeOrRefuse(changing(frame, field, impostor, reads));
            if (text === undefined) continue;
            const context = `${frame.kind}.${field} is ${String(impostor)} after ${reads} reads: ${text}`;
            expect(() => decodeFrame(text), context).not.toThrow();
          }
        }
      }
    }
  });

  test("that changes inside a free-form value never puts broken text on the wire", () => {
    for (const impostor of impostors) {
      for (let reads = 0; reads < 6; reads++) {
        let left = reads;
        const result = {
          get a() {
            return left-- > 0 ? [{ b: 1 }] : impostor;
          },
        };
        const text = encodeOrRefuse({ kind: "done", result });
        if (text !== undefined) expect(() => decodeFrame(text), text).not.toThrow();
      }
    }
  });

  test("that goes on for ever is refused", () => {
    const endless = (): unknown => ({
      get next() {
        return endless();
      },
    });
    expect(refusal(() => encodeFrame({ kind: "done", result: endless() } as Frame)).code).toBe("unencodable");
  });
});

describe("a proxy", () => {
  const traps = ["get", "has", "ownKeys", "getOwnPropertyDescriptor", "getPrototypeOf"] as const;
  const throwingAt = (trap: (typeof traps)[number], target: object) =>
    new Proxy(target, {
      [trap]: () => {
        throw new Error("trapped");
      },
    });

  test("that hides nothing is read like its target", () => {
    for (const frame of examples) {
      const transparent: ProxyHandler<object> = {
        get: (target, key) => {
          const value = Reflect.get(target, key) as unknown;
          return typeof value === "object" && value !== null ? new Proxy(value, transparent) : value;
        },
      };
      expect(encodeFrame(new Proxy(frame, transparent) as Frame)).toBe(canonicalText(frame));
    }
  });

  test.each(traps)("whose trap `%s` throws is written soundly or refused with a FrameError", (trap) => {
    const frames = [
      throwingAt(trap, { kind: "done", result: {} }),
      { kind: "done", result: throwingAt(trap, { a: 1 }) },
      { kind: "done", result: { a: throwingAt(trap, [1]) } },
      { kind: "snapshot", findings: throwingAt(trap, [{}]), audit_at: "t" },
      { kind: throwingAt(trap, {}), result: {} },
    ];
    for (const frame of frames) {
      const text = encodeOrRefuse(frame);
      expect(() => (text === undefined ? undefined : decodeFrame(text))).not.toThrow();
    }
  });

  test("that is revoked is refused", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(refusal(() => encodeFrame(proxy as Frame)).code).toBe("unencodable");
    expect(refusal(() => encodeFrame({ kind: "done", result: proxy } as Frame)).code).toBe("unencodable");
    expect(refusal(() => frameFromObject(proxy)).code).toBe("unencodable");
  });

  test("that shows other keys at each look never puts broken text on the wire", () => {
    let look = 0;
    const result = new Proxy({} as Record<string, unknown>, {
      ownKeys: () => [`key${look++}`],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: look }),
      get: (_, key) => (look > 2 ? Symbol("late") : `value of ${String(key)}`),
    });
    const text = encodeOrRefuse({ kind: "done", result });
    expect(() => (text === undefined ? undefined : decodeFrame(text))).not.toThrow();
  });
});

describe("toJSON", () => {
  test("is not called, wherever it stands", () => {
    let calls = 0;
    const toJSON = () => {
      calls++;
      return { kind: "done", result: { forged: true } };
    };
    const hidden = Object.defineProperty({ a: 1 }, "toJSON", { value: toJSON });
    const frame = Object.defineProperty({ kind: "done", result: hidden }, "toJSON", { value: toJSON });
    expect(encodeFrame(frame as unknown as Frame)).toBe('{"kind":"done","result":{"a":1}}');
    expect(calls).toBe(0);
  });
});

describe("what JSON.stringify takes for something else", () => {
  const done = (result: unknown) => ({ kind: "done", result }) as Frame;

  test.each([
    ["a string", new String("abc"), '{"0":"a","1":"b","2":"c"}'],
    ["a number", new Number(7), "{}"],
    ["a boolean", new Boolean(true), "{}"],
  ])("%s in the disguise of an object is written as that object", (_, value, text) => {
    Object.setPrototypeOf(value, Object.prototype);
    expect(encodeFrame(done(value))).toBe(`{"kind":"done","result":${text}}`);
  });

  test("an object with a raw text is written as the object that it is", () => {
    const raw = Object.freeze(Object.assign(Object.create(null), { rawJSON: "1e400" }));
    const { rawJSON = () => raw } = JSON as { rawJSON?: (text: string) => unknown };
    expect(encodeFrame(done(rawJSON("1e400")))).toBe('{"kind":"done","result":{"rawJSON":"1e400"}}');
    expect(encodeFrame(done({ a: rawJSON("1e400") }))).toContain('{"a":{"rawJSON":"1e400"}}');
  });

  test("a proxy that turns into an array is still written as an object", () => {
    let looks = 0;
    const turning = new Proxy({ a: 1 } as Record<PropertyKey, unknown>, {
      get: (target, key) => (key === "toJSON" ? looks++ > 0 && (() => [1]) : target[key]) || undefined,
    });
    expect(encodeFrame(done(turning))).toBe('{"kind":"done","result":{"a":1}}');
  });
});

describe("whatever a free-form value holds", () => {
  const anything = fc.anything({
    maxDepth: 4,
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
    withUnicodeString: true,
  } as fc.ObjectConstraints);

  test("it is written as JSON.stringify writes it, or refused with a FrameError", () => {
    const verdicts = { written: 0, refused: 0 };
    fc.assert(
      fc.property(anything, (value) => {
        const text = encodeOrRefuse({ kind: "done", result: { value } });
        if (text === undefined) {
          verdicts.refused++;
          return;
        }
        verdicts.written++;
        expect(text).toBe(`{"kind":"done","result":{"value":${JSON.stringify(value)}}}`);
        expect(encodeFrame(decodeFrame(text))).toBe(text);
      }),
      { ...seeded, numRuns: 2000 },
    );
    expect(Math.min(verdicts.written, verdicts.refused)).toBeGreaterThan(100);
  });

  test("every JSON value is written and read back", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue()), (result) => {
        const expected = `{"kind":"done","result":${JSON.stringify(result)}}`;
        const text = encodeOrRefuse({ kind: "done", result });
        if (text !== undefined) expect(text).toBe(expected);
        else expect(expected).toMatch(/\d{16}/);
      }),
      { ...seeded, numRuns: 1000 },
    );
  });
});
