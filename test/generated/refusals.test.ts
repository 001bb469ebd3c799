import { describe, expect, test } from "vitest";
import {
  type Codec,
  channels,
  codecs,
  encodeFrame,
  encodeFrameBytes,
  encodeFrameInto,
  type Frame,
  FrameError,
  frameFromObject,
  sessionEvent,
} from "../../generated/ts/index.js";
import { canonicalText, nested, refusal } from "./support.js";

class Thing {
  readonly a = 1;
}

const encoders: readonly (readonly [name: string, run: (frame: Frame) => unknown])[] = [
  ["encodeFrame", encodeFrame],
  ["encodeFrameBytes", encodeFrameBytes],
  ["encodeFrameInto", (frame) => encodeFrameInto(frame, new Uint8Array(8192))],
];

const kindCodec = ({ kind }: Frame) => codecs[kind] as unknown as Codec<Frame>;

/** Encoders of one kind or union as well, and what checks without encoding; for frames of a session. */
const checkers: typeof encoders = [
  ...encoders,
  ["encode of a codec", (frame) => kindCodec(frame).encode(frame)],
  ["encodeInto of a codec", (frame) => kindCodec(frame).encodeInto(frame, new Uint8Array(8192))],
  ["encode of a union", (frame) => sessionEvent.encode(frame as never)],
  ["encode of a channel", (frame) => channels.session.encode(frame as never)],
  ["encodeInto of a channel", (frame) => channels.session.encodeInto(frame as never, new Uint8Array(8192))],
  ["frameFromObject", frameFromObject],
  ["from of a codec", (frame) => kindCodec(frame).from(frame)],
  ["from of a channel", (frame) => channels.session.from(frame)],
];

const done = (result: unknown) => ({ kind: "done", result });
const progress = (fields: object) => ({ kind: "progress", phase: "p", current: 1, total: 2, ...fields });
const phase = (fields: object) => ({ kind: "phase", phase: "p", at: "t", ...fields });
const question = (field: unknown) => ({
  kind: "input_required",
  fields: [{}, {}, field],
  reason: "r",
  plugin: "p",
});

function cyclicObject(): unknown {
  const value: Record<string, unknown> = { a: {} };
  value.a = { b: [value] };
  return value;
}

function cyclicArray(): unknown {
  const value: unknown[] = [];
  value.push(value);
  return value;
}

const sparse = [1];
sparse[2] = 3;

const unencodable: readonly (readonly [name: string, frame: unknown, path: string])[] = [
  ["NaN in a declared field", progress({ current: Number.NaN }), "$.current"],
  ["Infinity in a declared field", progress({ total: Number.POSITIVE_INFINITY }), "$.total"],
  ["NaN in a free-form value", question({ id: Number.NaN }), "$.fields[2].id"],
  ["Infinity in a free-form value", done({ a: [0, Number.POSITIVE_INFINITY] }), "$.result.a[1]"],
  ["-Infinity in a free-form value", done({ a: Number.NEGATIVE_INFINITY }), "$.result.a"],
  ["an integer above the safe ones in a declared field", progress({ current: 2 ** 53 }), "$.current"],
  ["an integer below the safe ones in a declared field", progress({ current: -(2 ** 53) }), "$.current"],
  ["a huge float in an integer field", progress({ current: 1e300 }), "$.current"],
  ["an integer above the safe ones in a free-form value", done({ a: { b: 2 ** 53 } }), "$.result.a.b"],
  ["an integer below the safe ones in a free-form value", done({ a: -(2 ** 60) }), "$.result.a"],
  ["a lone high surrogate in a declared string", phase({ at: "a\ud800" }), "$.at"],
  ["a lone low surrogate in a declared string", phase({ at: "\udc00a" }), "$.at"],
  ["surrogates in the wrong order", phase({ at: "\udc00\ud800" }), "$.at"],
  ["a lone surrogate in an open enum", phase({ phase: "\ud83d" }), "$.phase"],
  ["a lone surrogate in a free-form value", done({ a: ["\ud83d"] }), "$.result.a[0]"],
  ["a cycle through an object", done(cyclicObject()), "$.result.a.b[0]"],
  ["a cycle through an array", done({ a: cyclicArray() }), "$.result.a[0]"],
  ["a Date", done({ a: new Date(0) }), "$.result.a"],
  ["a Map", done({ a: new Map([["b", 1]]) }), "$.result.a"],
  ["a Set", done({ a: new Set([1]) }), "$.result.a"],
  ["a RegExp", done({ a: /a/ }), "$.result.a"],
  ["an Error", done({ a: new Error("a") }), "$.result.a"],
  ["a Promise", done({ a: Promise.resolve(1) }), "$.result.a"],
  ["a typed array", done({ a: new Uint8Array([1]) }), "$.result.a"],
  ["a String object", done({ a: Object("text") }), "$.result.a"],
  ["a Number object", done({ a: Object(1) }), "$.result.a"],
  ["an instance of a class", done({ a: new Thing() }), "$.result.a"],
  ["an instance of a class as the declared object", done(new Thing()), "$.result"],
  ["a Map as the declared object", done(new Map()), "$.result"],
  ["an instance of a class in a declared list", question(new Thing()), "$.fields[2]"],
  ["an object that inherits its values", done({ a: Object.create({ b: 1 }) }), "$.result.a"],
  ["a function", done({ a: () => 1 }), "$.result.a"],
  ["a symbol", done({ a: Symbol("a") }), "$.result.a"],
  ["a bigint", done({ a: 1n }), "$.result.a"],
  ["undefined as a property", done({ a: undefined }), "$.result.a"],
  ["undefined as an element", done({ a: [undefined] }), "$.result.a[0]"],
  ["a sparse array", done({ a: sparse }), "$.result.a[1]"],
  ["a toJSON method", done({ toJSON: () => ({}) }), "$.result.toJSON"],
  ["a toJSON method further in", done({ a: { toJSON: () => 1 } }), "$.result.a.toJSON"],
];

const invalid: readonly (readonly [name: string, frame: unknown, path: string, message: string])[] = [
  ["a missing field", { kind: "phase", phase: "p" }, "$", "Object missing required field `at`"],
  ["a field that is undefined", phase({ at: undefined }), "$", "Object missing required field `at`"],
  [
    "a string for an integer",
    progress({ current: "1" }),
    "$.current",
    "Expected `integer`, got `string` - at `$.current`",
  ],
  [
    "a fraction for an integer",
    progress({ current: 1.5 }),
    "$.current",
    "Expected `integer`, got `number` - at `$.current`",
  ],
  ["null for a string", phase({ at: null }), "$.at", "Expected `string`, got `null` - at `$.at`"],
  ["an integer for a string", phase({ at: 7 }), "$.at", "Expected `string`, got `integer` - at `$.at`"],
  [
    "an integer for an open enum",
    phase({ phase: 7 }),
    "$.phase",
    "Expected `string`, got `integer` - at `$.phase`",
  ],
  [
    "a String object for a string",
    phase({ at: Object("t") }),
    "$.at",
    "Expected `string`, got `object` - at `$.at`",
  ],
  ["an array for an object", done([]), "$.result", "Expected `object`, got `array` - at `$.result`"],
  ["null for an object", done(null), "$.result", "Expected `object`, got `null` - at `$.result`"],
  [
    "a boolean in a list of objects",
    question(true),
    "$.fields[2]",
    "Expected `object`, got `boolean` - at `$.fields[2]`",
  ],
  [
    "an object for a list",
    { ...question({}), fields: { length: 0 } },
    "$.fields",
    "Expected `array`, got `object` - at `$.fields`",
  ],
  [
    "a function for an object",
    done(() => 1),
    "$.result",
    "Expected `object`, got `function` - at `$.result`",
  ],
];

describe("what the peer would reject is refused, and the place named:", () => {
  test.each(unencodable)("%s", (_, frame, path) => {
    for (const [name, run] of checkers) {
      const { code, issues } = refusal(() => run(frame as Frame));
      expect([name, code, issues.length, issues[0]?.path]).toEqual([name, "unencodable", 1, path]);
      expect(issues[0]?.message).toMatch(/^Expected .+, got .+ - at `\$.*`$/su);
    }
  });

  test.each(invalid)("%s", (_, frame, path, message) => {
    for (const [name, run] of checkers) {
      const error = refusal(() => run(frame as Frame));
      expect([name, error.code, error.message]).toEqual([name, "invalid_frame", message]);
      expect(error.issues).toMatchObject([{ path, message }]);
    }
  });

  test.each([
    ["a lone surrogate in a key", done({ "\ud800": 1 })],
    ["a lone surrogate in a key further in", done({ a: [{ "x\udfff": 1 }] })],
  ])("%s", (_, frame) => {
    for (const [, run] of checkers) {
      const { code, issues } = refusal(() => run(frame as Frame));
      expect(code).toBe("unencodable");
      expect(issues[0]?.path).toMatch(/^\$\.result/);
    }
  });

  test.each([
    ["null", null],
    ["undefined", undefined],
    ["a string", "phase"],
    ["a number", 1],
    ["an array", [{ kind: "phase" }]],
    ["a function", () => ({ kind: "phase" })],
    ["no tag", { phase: "p", at: "t" }],
    ["an inherited tag", Object.create({ kind: "phase", phase: "p", at: "t" })],
    ["a tag that is null", { ...phase({}), kind: null }],
    ["a tag that is a list", { ...phase({}), kind: ["phase"] }],
  ])("%s in place of a frame", (_, frame) => {
    for (const [, run] of [...encoders, ["frameFromObject", frameFromObject] as const]) {
      expect(refusal(() => run(frame as Frame)).code).toBe("invalid_frame");
    }
  });

  test.each(["later", "", "constructor", "__proto__", "toString"])("the unknown kind %j", (kind) => {
    for (const [, run] of [...encoders, ["frameFromObject", frameFromObject] as const]) {
      const error = refusal(() => run({ kind, phase: "p" } as unknown as Frame));
      expect(error.code).toBe("unknown_kind");
      expect(error.message).toBe(`Unknown kind '${kind}' - at \`$.kind\``);
    }
  });

  test("a frame of another channel", () => {
    const snapshot = { kind: "snapshot", findings: [], audit_at: "t" } as const;
    expect(refusal(() => channels.session.encode(snapshot as never)).code).toBe("unknown_kind");
    expect(refusal(() => sessionEvent.from(snapshot)).code).toBe("unknown_kind");
  });

  test.each([
    ["an instance of a class", Object.assign(new Thing(), done({}))],
    ["a frame that inherits its fields", Object.assign(Object.create({ result: {} }), { kind: "done" })],
    ["a Map with the properties of a frame", Object.assign(new Map(), done({}))],
  ])("%s in place of a plain object", (_, frame) => {
    for (const [name, run] of checkers) {
      expect([name, refusal(() => run(frame as Frame)).issues.length > 0]).toEqual([name, true]);
    }
  });
});

describe("the report", () => {
  test("names every issue at once, in the order of the schema", () => {
    const error = refusal(() => encodeFrame({ total: "2", kind: "progress", current: null } as never));
    expect(error.issues).toEqual([
      {
        path: "$",
        expected: "field phase",
        received: "nothing",
        message: "Object missing required field `phase`",
      },
      {
        path: "$.current",
        expected: "integer",
        received: "null",
        message: "Expected `integer`, got `null` - at `$.current`",
      },
      {
        path: "$.total",
        expected: "integer",
        received: "string",
        message: "Expected `integer`, got `string` - at `$.total`",
      },
    ]);
    expect(error.message).toBe("Object missing required field `phase` (and 2 more)");
  });

  test("is unencodable as soon as one of its issues is", () => {
    const error = refusal(() => encodeFrame(progress({ phase: 1, current: Number.NaN }) as never));
    expect(error.code).toBe("unencodable");
    expect(error.issues.map(({ path }) => path)).toEqual(["$.phase", "$.current"]);
  });

  test("ends at 32 issues", () => {
    const findings = Array.from({ length: 100 }, (_, index) => index);
    const error = refusal(() => encodeFrame({ kind: "snapshot", findings, audit_at: 1 } as never));
    expect(error.issues.map(({ path }) => path)).toEqual(
      Array.from({ length: 32 }, (_, index) => `$.findings[${index}]`),
    );
  });

  test("ends at 32 issues inside a free-form value as well", () => {
    const result = { list: Array.from({ length: 100_000 }, () => undefined) };
    expect(refusal(() => encodeFrame(done(result) as never)).issues).toHaveLength(32);
  });

  test("quotes names in a path that are not plain", () => {
    const result = { "a b": { "it's": [Number.NaN] }, "": { "a.b": Number.NaN }, é: Number.NaN };
    expect(refusal(() => encodeFrame(done(result) as never)).issues.map(({ path }) => path)).toEqual([
      "$.result['a b']['it\\'s'][0]",
      "$.result['']['a.b']",
      "$.result['é']",
    ]);
  });

  test("is an Error of its own class, with a name", () => {
    const error = refusal(() => encodeFrame(null as never));
    expect(error).toBeInstanceOf(FrameError);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe("FrameError: Expected `object`, got `null`");
  });
});

describe("nesting", () => {
  test.each(["object", "array"] as const)("of exactly 512 levels is written (%s)", (as) => {
    const frame = done(as === "object" ? nested(511) : { a: nested(510, "array") }) as Frame;
    const buffer = new Uint8Array(8192);
    for (const [, run] of checkers) expect(() => run(frame)).not.toThrow();
    expect(encodeFrame(frame)).toBe(canonicalText(frame));
    expect(encodeFrameInto(frame, buffer)).toBe(canonicalText(frame).length);
  });

  test.each([513, 514, 600, 20_000])("of %i levels is refused", (levels) => {
    const frames = [done(nested(levels - 1)), done({ a: nested(levels - 2, "array") })];
    for (const frame of frames) {
      for (const [, run] of checkers) {
        const { code, issues } = refusal(() => run(frame as Frame));
        expect(code).toBe("unencodable");
        expect(issues[0]?.message).toContain("nesting of at most 512 levels");
      }
    }
  });

  test("one object in two places is no cycle", () => {
    const shared = { a: 1 };
    const frame = done({ first: shared, second: [shared, shared] }) as Frame;
    for (const [, run] of checkers) expect(() => run(frame)).not.toThrow();
    expect(encodeFrame(frame)).toBe(canonicalText(frame));
  });
});

describe("the numbers at the edge", () => {
  test.each([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0, -1])("%d is written in full", (value) => {
    expect(encodeFrame(progress({ current: value }) as Frame)).toBe(
      `{"kind":"progress","phase":"p","current":${value},"total":2}`,
    );
    expect(encodeFrame(done({ value }) as Frame)).toBe(`{"kind":"done","result":{"value":${value}}}`);
  });

  test("-0 is written as 0", () => {
    expect(encodeFrame(progress({ current: -0 }) as Frame)).toContain('"current":0,');
    expect(encodeFrame(done({ a: -0 }) as Frame)).toBe('{"kind":"done","result":{"a":0}}');
  });
});

describe("a buffer", () => {
  const frame = { kind: "warning", phase: "p", message: "é日🧪" } as const;
  const bytes = new TextEncoder().encode(canonicalText(frame));
  const intoBuffer: readonly (readonly [string, (buffer: Uint8Array, offset?: number) => number])[] = [
    ["encodeFrameInto", (buffer, offset) => encodeFrameInto(frame, buffer, offset)],
    ["encodeInto of a codec", (buffer, offset) => codecs.warning.encodeInto(frame, buffer, offset)],
    ["encodeInto of a channel", (buffer, offset) => channels.session.encodeInto(frame, buffer, offset)],
  ];

  describe.each(intoBuffer)("given to %s", (_, write) => {
    test("may be exactly as long as the frame", () => {
      const buffer = new Uint8Array(bytes.length);
      expect(write(buffer)).toBe(bytes.length);
      expect(buffer).toEqual(bytes);
    });

    test("may be a part of a larger one", () => {
      const whole = new Uint8Array(bytes.length + 8);
      expect(write(whole.subarray(2, bytes.length + 6), 1)).toBe(bytes.length);
      expect(whole.subarray(3, 3 + bytes.length)).toEqual(bytes);
    });

    test("is refused with a RangeError wherever the frame does not fit", () => {
      for (let length = 0; length < bytes.length; length++) {
        expect(() => write(new Uint8Array(length))).toThrow(RangeError);
        expect(() => write(new Uint8Array(bytes.length), bytes.length - length)).toThrow(RangeError);
      }
      expect(() => write(new Uint8Array(1000), 1001)).toThrow(RangeError);
    });

    test.each([-1, -1000, 0.5, Number.NaN, Number.POSITIVE_INFINITY])(
      "is refused with a RangeError where the offset is %d",
      (offset) => {
        expect(() => write(new Uint8Array(8192), offset)).toThrow(RangeError);
      },
    );
  });

  test("says how much room is needed and how much there is", () => {
    expect(() => encodeFrameInto(frame, new Uint8Array(20), 5)).toThrow(
      `The frame takes ${bytes.length} bytes; there are 15 from 5 on`,
    );
  });

  test("is left alone where the frame is refused", () => {
    const buffer = new Uint8Array(64).fill(7);
    expect(refusal(() => encodeFrameInto({ ...frame, message: "\ud800" }, buffer)).code).toBe("unencodable");
    expect(buffer.every((byte) => byte === 7)).toBe(true);
    const wrong = { ...frame, message: 1 };
    expect(refusal(() => encodeFrameInto(wrong as never, buffer, 9)).code).toBe("invalid_frame");
    expect(buffer.every((byte) => byte === 7)).toBe(true);
  });
});
