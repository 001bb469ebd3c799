import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generatedModule } from "../support/project.js";
import { type AnyModule, frame, once, union } from "./protocols.js";
import { refusal, seeded } from "./support.js";

const int64 = { type: "integer", format: "int64" };
const uint64 = { type: "integer", format: "uint64" };

const protocol = once(
  union({
    Big: frame("big", { signed: int64, unsigned: uint64 }),
    Deep: frame("deep", {
      list: { type: "array", items: int64 },
      map: { type: "object", additionalProperties: uint64 },
      pair: { type: "array", prefixItems: [int64, { type: "string" }], items: false, minItems: 2 },
      either: { anyOf: [uint64, { type: "null" }] },
      free: { type: "object", additionalProperties: true },
    }),
    Bounded: frame("bounded", { value: { type: "integer", format: "int64", minimum: 0, maximum: 100 } }),
    Float: frame("float", { value: { type: "number" } }),
    Mixed: frame("mixed", { value: { anyOf: [int64, { type: "number" }] } }),
    Floats: frame("floats", { list: { type: "array", items: { type: "number" } } }),
  }),
);

const big = (signed: bigint, unsigned: bigint) => ({ kind: "big", signed, unsigned });
const bigText = (signed: unknown, unsigned: unknown) =>
  `{"kind":"big","signed":${signed},"unsigned":${unsigned}}`;

test.each([
  ["9007199254740993", 9007199254740993n],
  ["-9223372036854775808", -(2n ** 63n)],
  ["1.5", 1.5],
  ["1e300", 1e300],
])("%s is a 64-bit integer if it can be, else a number, where both may be", async (digits, value) => {
  const { decodeFrame } = await protocol();
  expect(decodeFrame(`{"kind":"mixed","value":${digits}}`)).toEqual({ kind: "mixed", value });
});

test("digits of an ignored property are the same in any layout of the text", async () => {
  const part = { type: "object", properties: { at: { type: "string" } } };
  const { decodeFrame } = await generatedModule<AnyModule>(
    union({ Note: frame("note", { text: { type: "string" }, part }), Big: frame("big", { n: int64 }) }),
  );
  const text = '{"kind":"note","text":"t","part":{"ignored":9007199254740993}}';
  const swapped = '{"kind":"note","part":{"ignored":9007199254740993},"text":"t"}';
  expect(decodeFrame(text)).toEqual(decodeFrame(swapped));
});

describe("int64 and uint64", () => {
  test.each([
    [0n, 0n],
    [-1n, 1n],
    [2n ** 53n, 2n ** 53n + 1n],
    [-(2n ** 53n) - 1n, 2n ** 63n],
    [2n ** 63n - 1n, 2n ** 64n - 1n],
    [-(2n ** 63n), 0n],
  ])("%d and %d go there and back without loss", async (signed, unsigned) => {
    const { encodeFrame, decodeFrame, tryDecodeFrame, frameFromObject, codecs } = await protocol();
    const value = big(signed, unsigned);
    expect(encodeFrame(value)).toBe(bigText(signed, unsigned));
    expect(codecs.big?.encode(value)).toBe(bigText(signed, unsigned));
    expect(decodeFrame(bigText(signed, unsigned))).toEqual(value);
    expect(decodeFrame(new TextEncoder().encode(bigText(signed, unsigned)))).toEqual(value);
    expect(tryDecodeFrame(bigText(signed, unsigned))).toEqual({ status: "frame", frame: value });
    expect(frameFromObject(value)).toBe(value);
  });

  test("every value goes there and back without loss", async () => {
    const { encodeFrame, decodeFrame } = await protocol();
    const signed = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const unsigned = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    fc.assert(
      fc.property(signed, unsigned, (one, other) => {
        const text = encodeFrame(big(one, other));
        expect(text).toBe(bigText(one, other));
        expect(decodeFrame(text)).toEqual(big(one, other));
      }),
      seeded,
    );
  });

  test.each([
    ["signed", 2n ** 63n, 0n],
    ["signed", -(2n ** 63n) - 1n, 0n],
    ["unsigned", 0n, 2n ** 64n],
    ["unsigned", 0n, -1n],
  ])("beyond the limits of %s, %d and %d are refused both ways", async (field, signed, unsigned) => {
    const { encodeFrame, decodeFrame, isFrame } = await protocol();
    expect(isFrame(big(signed, unsigned))).toBe(false);
    for (const run of [
      () => encodeFrame(big(signed, unsigned)),
      () => decodeFrame(bigText(signed, unsigned)),
    ]) {
      const { code, issues } = refusal(run);
      expect(code).toBe("invalid_frame");
      expect(issues).toMatchObject([{ path: `$.${field}` }]);
    }
  });

  test.each([
    ["1.5", "$.signed"],
    ['"1"', "$.signed"],
    ["null", "$.signed"],
    ["true", "$.signed"],
    ["1e400", "$.signed"],
  ])("%s is neither", async (literal, path) => {
    const { decodeFrame } = await protocol();
    const { code, issues } = refusal(() => decodeFrame(bigText(literal, 0)));
    expect(code).toBe("invalid_frame");
    expect(issues).toMatchObject([{ path }]);
  });

  test("a number is refused where a bigint belongs", async () => {
    const { encodeFrame, isFrame } = await protocol();
    expect(isFrame({ kind: "big", signed: 1, unsigned: 1n })).toBe(false);
    expect(refusal(() => encodeFrame({ kind: "big", signed: 1, unsigned: 1n })).issues).toMatchObject([
      { path: "$.signed", received: "integer" },
    ]);
  });

  test("1.0 is the integer 1", async () => {
    const { decodeFrame } = await protocol();
    expect(decodeFrame(bigText("1.0", "2e0"))).toEqual(big(1n, 2n));
  });

  test("their own bounds hold", async () => {
    const { decodeFrame, encodeFrame } = await protocol();
    expect(decodeFrame('{"kind":"bounded","value":100}')).toEqual({ kind: "bounded", value: 100n });
    expect(refusal(() => decodeFrame('{"kind":"bounded","value":101}')).issues[0]?.path).toBe("$.value");
    expect(refusal(() => encodeFrame({ kind: "bounded", value: -1n })).issues[0]?.path).toBe("$.value");
  });

  test("are bigints in lists, maps, tuples and unions, and nowhere else", async () => {
    const { decodeFrame, encodeFrame } = await protocol();
    const text =
      '{"kind":"deep","list":[1,9223372036854775807],"map":{"a":1,"__proto__":18446744073709551615},' +
      '"pair":[7,"x"],"either":null,"free":{"list":[1],"signed":2}}';
    const value = decodeFrame(text);
    expect(value).toMatchObject({
      list: [1n, 9223372036854775807n],
      pair: [7n, "x"],
      either: null,
      free: { list: [1], signed: 2 },
    });
    expect(Object.entries(value.map as object)).toEqual([
      ["a", 1n],
      ["__proto__", 18446744073709551615n],
    ]);
    expect(encodeFrame(value)).toBe(text);
    expect(decodeFrame(text.replace('"either":null', '"either":5'))).toMatchObject({ either: 5n });
  });

  test("are refused in a map under any name, __proto__ included, where they are too small", async () => {
    const { decodeFrame } = await protocol();
    const text = '{"kind":"deep","list":[],"map":{"__proto__":-1},"pair":[7,"x"],"either":null,"free":{}}';
    expect(refusal(() => decodeFrame(text)).issues).toMatchObject([{ path: "$.map.__proto__" }]);
  });

  test("a small one is a bigint in a map under the name __proto__ as well", async () => {
    const { decodeFrame, encodeFrame } = await protocol();
    const text = '{"kind":"deep","list":[],"map":{"__proto__":1},"pair":[7,"x"],"either":null,"free":{}}';
    const { map } = decodeFrame(text);
    expect(Object.entries(map as object)).toEqual([["__proto__", 1n]]);
    expect(encodeFrame(decodeFrame(text))).toBe(text);
  });

  test("a bigint in a free-form value is refused", async () => {
    const { encodeFrame } = await protocol();
    const deep = { kind: "deep", list: [], map: {}, pair: [1n, ""], either: null, free: { a: 1n } };
    expect(refusal(() => encodeFrame(deep))).toMatchObject({
      code: "unencodable",
      issues: [{ path: "$.free.a" }],
    });
  });
});

describe("a number field", () => {
  test.each([
    [0, "0.0"],
    [-0, "-0.0"],
    [1, "1.0"],
    [-1, "-1.0"],
    [100, "100.0"],
    [0.1, "0.1"],
    [2.5, "2.5"],
    [-2.5, "-2.5"],
    [0.001, "0.001"],
    [0.0001, "0.0001"],
    [0.00012345, "0.00012345"],
    [1e-5, "0.00001"],
    [1.5e-5, "0.000015"],
    [-1.5e-5, "-0.000015"],
    [9.999e-6, "9.999e-6"],
    [1e-6, "1e-6"],
    [1.25e-6, "1.25e-6"],
    [-1e-7, "-1e-7"],
    [1e-10, "1e-10"],
    [1e-100, "1e-100"],
    [5e-324, "5e-324"],
    [0.30000000000000004, "0.30000000000000004"],
    [123456789.125, "123456789.125"],
    [1234567890123456.8, "1234567890123456.8"],
    [1e15, "1000000000000000.0"],
    [3e15, "3000000000000000.0"],
    [2 ** 53, "9007199254740992.0"],
    [9999999999999998, "9999999999999998.0"],
    [1e16, "1e16"],
    [1.2345678901234568e16, "1.2345678901234568e16"],
    [-1.2345678901234568e17, "-1.2345678901234568e17"],
    [1e20, "1e20"],
    [1e21, "1e21"],
    [1.5e21, "1.5e21"],
    [1.5e100, "1.5e100"],
    [Number.MAX_VALUE, "1.7976931348623157e308"],
  ])("writes %d as %s, as the peer does", async (value, literal) => {
    const { encodeFrame, decodeFrame } = await protocol();
    const text = `{"kind":"float","value":${literal}}`;
    expect(encodeFrame({ kind: "float", value })).toBe(text);
    expect(encodeFrame({ kind: "floats", list: [value] })).toBe(`{"kind":"floats","list":[${literal}]}`);
    expect(decodeFrame(text).value).toBe(value);
  });

  test("keeps every finite value", async () => {
    const { encodeFrame, decodeFrame } = await protocol();
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = encodeFrame({ kind: "float", value });
        expect(text).toMatch(/:-?\d+(\.\d+(e-?\d+)?|e-?\d+)\}$/);
        expect(decodeFrame(text).value).toBe(value);
      }),
      { ...seeded, numRuns: 2000 },
    );
  });

  test.each([
    ["3", 3],
    ["9007199254740993", 9007199254740992],
    ["123456789012345678901234567890", 1.2345678901234568e29],
    ["1E+2", 100],
    ["1e-400", 0],
  ])("reads %s as the nearest double", async (literal, value) => {
    const { decodeFrame, tryDecodeFrame } = await protocol();
    expect(decodeFrame(`{"kind":"float","value":${literal}}`)).toEqual({ kind: "float", value });
    expect(decodeFrame(`{"kind":"floats","list":[${literal}]}`)).toEqual({ kind: "floats", list: [value] });
    expect(tryDecodeFrame(`{"kind":"float","value":${literal}}`).status).toBe("frame");
  });

  test.each(["1e400", "-1e400", "9".repeat(400)])("refuses %s, which no double holds", async (literal) => {
    const { decodeFrame } = await protocol();
    const { code, issues } = refusal(() => decodeFrame(`{"kind":"float","value":${literal}}`));
    expect(code).toBe("invalid_frame");
    expect(issues).toMatchObject([{ path: "$.value" }]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "refuses to write %d",
    async (value) => {
      const { encodeFrame } = await protocol();
      expect(refusal(() => encodeFrame({ kind: "float", value }))).toMatchObject({
        code: "unencodable",
        issues: [{ path: "$.value" }],
      });
    },
  );

  test("refuses a bigint and a string", async () => {
    const { encodeFrame } = await protocol();
    for (const value of [1n, "1"]) {
      expect(refusal(() => encodeFrame({ kind: "float", value })).issues[0]?.path).toBe("$.value");
    }
  });
});
