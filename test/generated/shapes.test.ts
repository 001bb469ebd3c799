import { describe, expect, test } from "vitest";
import { type AnyCodec, type AnyModule, frame, once, union } from "./protocols.js";
import { nested, refusal } from "./support.js";

const text = { type: "string" };
const integer = { type: "integer" };

describe("integer tags", () => {
  const protocol = once(
    union({
      Zero: frame(0, { at: text }, { tag: "op" }),
      Hello: frame(10, { at: text }, { tag: "op" }),
      Minus: frame(-1, { at: text }, { tag: "op" }),
    }),
  );

  test.each([0, 10, -1])("%i is a kind", async (op) => {
    const { encodeFrame, decodeFrame, codecs, matchFrame, isFrame } = await protocol();
    const value = { op, at: "t" };
    expect(encodeFrame({ at: "t", op })).toBe(`{"op":${op},"at":"t"}`);
    expect(decodeFrame(`{"at":"t","op":${op}}`)).toEqual(value);
    expect(decodeFrame(`{"at":"t","op":${op}.0}`)).toEqual(value);
    expect(isFrame(value)).toBe(true);
    expect(codecs[op]?.kind).toBe(op);
    expect(codecs[op]?.encode(value)).toBe(`{"op":${op},"at":"t"}`);
    expect(matchFrame(value, { 0: () => 0, 10: () => 10, [-1]: () => -1 })).toBe(op);
  });

  test("a kind that is not known comes back with its number", async () => {
    const { decodeFrame, tryDecodeFrame } = await protocol();
    const error = refusal(() => decodeFrame('{"op":11,"a":1}'));
    expect(error).toMatchObject({ code: "unknown_kind", message: "Unknown kind 11 - at `$.op`" });
    expect(tryDecodeFrame('{"op":11,"a":1}')).toEqual({
      status: "unknown",
      frame: { kind: 11, value: { op: 11, a: 1 } },
    });
  });

  test.each([
    ['{"op":"0","at":"t"}', "Expected `integer`, got `string` - at `$.op`"],
    ['{"op":0.5,"at":"t"}', "Expected `integer`, got `number` - at `$.op`"],
    ['{"op":null,"at":"t"}', "Expected `integer`, got `null` - at `$.op`"],
    ['{"at":"t"}', "Object missing required field `op`"],
  ])("%s names no kind", async (input, message) => {
    const { decodeFrame } = await protocol();
    expect(refusal(() => decodeFrame(input))).toMatchObject({ code: "invalid_frame", message });
  });

  test("-0 is the kind 0", async () => {
    const { encodeFrame, decodeFrame } = await protocol();
    expect(decodeFrame('{"op":-0,"at":"t"}')).toMatchObject({ at: "t" });
    expect(encodeFrame({ op: -0, at: "t" })).toBe('{"op":0,"at":"t"}');
  });
});

describe("a tag", () => {
  test.each(["sessionUpdate", "the kind", "__proto__", "constructor", "é"])(
    "may be named %j, and is written first",
    async (tag) => {
      const { encodeFrame, decodeFrame, tryDecodeFrame } = await once(
        union({ One: frame("one", { a: integer }, { tag }), Two: frame("two", { a: integer }, { tag }) }),
      )();
      const line = `{${JSON.stringify(tag)}:"two","a":1}`;
      const value: unknown = JSON.parse(`{"a":1,${JSON.stringify(tag)}:"two"}`);
      expect(encodeFrame(value)).toBe(line);
      expect(decodeFrame(line)).toEqual(value);
      expect(encodeFrame(decodeFrame(line))).toBe(line);
      expect(tryDecodeFrame(line.replace("two", "three")).status).toBe("unknown");
      expect(refusal(() => decodeFrame('{"a":1}')).message).toBe(`Object missing required field \`${tag}\``);
    },
  );
});

describe("an optional field", () => {
  const protocol = once(
    union({
      Note: frame(
        "note",
        { first: text, second: integer, third: { type: ["string", "null"] }, last: text },
        { optional: ["first", "second", "third"] },
      ),
      Bare: frame("bare", { hint: text }, { optional: ["hint"] }),
    }),
  );

  test.each([
    [{ last: "l" }, '{"kind":"note","last":"l"}'],
    [{ last: "l", first: undefined, second: undefined, third: undefined }, '{"kind":"note","last":"l"}'],
    [{ last: "l", second: 0, first: "" }, '{"kind":"note","first":"","second":0,"last":"l"}'],
    [{ last: "l", third: null }, '{"kind":"note","third":null,"last":"l"}'],
  ])("is left out where it is absent or undefined: %j", async (fields, line) => {
    const { encodeFrame, decodeFrame, isFrame, frameFromObject } = await protocol();
    const value = { kind: "note", ...fields };
    expect(isFrame(value)).toBe(true);
    expect(frameFromObject(value)).toBe(value);
    expect(encodeFrame(value)).toBe(line);
    expect(decodeFrame(line)).toEqual(value);
    expect(encodeFrame(decodeFrame(line))).toBe(line);
  });

  test("may be all there is besides the tag", async () => {
    const { encodeFrame, decodeFrame } = await protocol();
    expect(encodeFrame({ kind: "bare" })).toBe('{"kind":"bare"}');
    expect(decodeFrame('{"kind":"bare","hint":"h"}')).toEqual({ kind: "bare", hint: "h" });
  });

  test.each([
    ["second", '"2"', "Expected `integer`, got `string` - at `$.second`"],
    ["first", "null", "Expected `string`, got `null` - at `$.first`"],
  ])("is checked where it is there: %s as %s", async (field, literal, message) => {
    const { encodeFrame, decodeFrame } = await protocol();
    const line = `{"kind":"note","last":"l","${field}":${literal}}`;
    expect(refusal(() => decodeFrame(line)).message).toBe(message);
    expect(refusal(() => encodeFrame(JSON.parse(line))).message).toBe(message);
  });
});

describe("additional properties", () => {
  const protocol = once(
    union({
      Open: frame("open", { b: integer, a: integer }, { additionalProperties: true, optional: ["a"] }),
      Typed: frame("typed", { b: text }, { additionalProperties: integer }),
      Closed: frame("closed", { b: text, o: text }, { additionalProperties: false, optional: ["o"] }),
    }),
  );

  test("that may be anything are kept, in their order, after the declared ones", async () => {
    const { encodeFrame, decodeFrame } = await protocol();
    const value = { z: [1], y: { x: null }, a: 2, __typename: "t", kind: "open", b: 1, c: "c" };
    const line = '{"kind":"open","b":1,"a":2,"z":[1],"y":{"x":null},"__typename":"t","c":"c"}';
    expect(encodeFrame(value)).toBe(line);
    expect(decodeFrame(JSON.stringify(value))).toEqual(value);
    expect(encodeFrame(decodeFrame(line))).toBe(line);
  });

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty", ""])(
    "may be named %j",
    async (name) => {
      const { encodeFrame, decodeFrame } = await protocol();
      for (const [kind, known, value] of [
        ["open", 1, '{"a":"\\u0000"}'],
        ["typed", '"x"', "7"],
      ] as const) {
        const line = `{"kind":"${kind}","b":${known},${JSON.stringify(name)}:${value}}`;
        const read = decodeFrame(line);
        expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
        expect(Object.keys(read)).toEqual(["kind", "b", name]);
        expect(encodeFrame(read)).toBe(line);
      }
    },
  );

  test.each([
    ["NaN", Number.NaN],
    ["a Date", new Date(0)],
    ["undefined", undefined],
    ["a lone surrogate", "\ud800"],
    ["an unsafe integer", 2 ** 53],
    ["a function", () => 1],
  ])("that may be anything may not be %s", async (_, value) => {
    const { encodeFrame } = await protocol();
    expect(refusal(() => encodeFrame({ kind: "open", b: 1, extra: value }))).toMatchObject({
      code: "unencodable",
      issues: [{ path: "$.extra" }],
    });
  });

  test("that have a schema are checked against it both ways", async () => {
    const { encodeFrame, decodeFrame } = await protocol();
    const value = { kind: "typed", b: "x", z: 1, y: 2 };
    expect(encodeFrame(value)).toBe('{"kind":"typed","b":"x","z":1,"y":2}');
    expect(decodeFrame('{"z":1,"kind":"typed","y":2,"b":"x"}')).toEqual(value);
    for (const wrong of [{ y: "2" }, { y: 1.5 }, { y: null }]) {
      const line = JSON.stringify({ ...value, ...wrong });
      expect(refusal(() => decodeFrame(line)).issues).toMatchObject([{ path: "$.y" }]);
      expect(refusal(() => encodeFrame({ ...value, ...wrong })).issues).toMatchObject([{ path: "$.y" }]);
    }
  });

  test("that are forbidden are refused by name, both ways", async () => {
    const { encodeFrame, decodeFrame } = await protocol();
    expect(decodeFrame('{"kind":"closed","b":"x"}')).toEqual({ kind: "closed", b: "x" });
    for (const extra of ["c", "__proto__", "constructor"]) {
      const value: unknown = JSON.parse(`{"kind":"closed","b":"x","o":"o",${JSON.stringify(extra)}:1}`);
      const message = `Object contains unknown field \`${extra}\``;
      expect(refusal(() => decodeFrame(JSON.stringify(value))).message).toBe(message);
      expect(refusal(() => encodeFrame(value)).message).toBe(message);
    }
  });
});

describe("a union within a frame", () => {
  const circle = frame("circle", { radius: { type: "number" } }, { tag: "type" });
  const group = frame(
    "group",
    { parts: { type: "array", items: { $ref: "#/$defs/Shape" } } },
    { tag: "type" },
  );
  const protocol = once(
    union(
      {
        Draw: frame("draw", { shape: { $ref: "#/$defs/Shape" }, note: text }, { optional: ["note"] }),
        Clear: frame("clear"),
      },
      {
        Circle: circle,
        Group: group,
        Shape: { oneOf: [{ $ref: "#/$defs/Circle" }, { $ref: "#/$defs/Group" }] },
      },
    ),
  );

  test("is read and written by its own tag", async () => {
    const { encodeFrame, decodeFrame } = await protocol();
    const line =
      '{"kind":"draw","shape":{"type":"group","parts":[{"type":"circle","radius":1.0},{"type":"group","parts":[]}]}}';
    const shuffled =
      '{"shape":{"parts":[{"radius":1,"x":0,"type":"circle"},{"parts":[],"type":"group"}],"type":"group"},"kind":"draw"}';
    expect(encodeFrame(decodeFrame(line))).toBe(line);
    expect(encodeFrame(decodeFrame(shuffled))).toBe(line);
  });

  test.each([
    ['{"type":"square"}', "Unknown kind 'square' - at `$.shape.type`"],
    ['{"type":1}', "Expected `string`, got `integer` - at `$.shape.type`"],
    ["{}", "Object missing required field `type` - at `$.shape`"],
    ["[]", "Expected `object`, got `array` - at `$.shape`"],
    [
      '{"type":"group","parts":[{"type":"circle"}]}',
      "Object missing required field `radius` - at `$.shape.parts[0]`",
    ],
    ['{"type":"group","parts":[{"type":"x"}]}', "Unknown kind 'x' - at `$.shape.parts[0].type`"],
  ])("makes the frame invalid, never unknown: %s", async (shape, message) => {
    const { decodeFrame, encodeFrame, tryDecodeFrame } = await protocol();
    const line = `{"kind":"draw","shape":${shape}}`;
    expect(refusal(() => decodeFrame(line))).toMatchObject({ code: "invalid_frame", message });
    expect(refusal(() => encodeFrame(JSON.parse(line)))).toMatchObject({ code: "invalid_frame", message });
    expect(tryDecodeFrame(line)).toMatchObject({ status: "invalid", error: { code: "invalid_frame" } });
  });
});

describe("a constant beside numbers", () => {
  const number = { anyOf: [{ const: 1 }, { type: "number", minimum: 5 }, { type: "null" }] };
  const protocol = once(union({ Reading: frame("reading", { value: number }) }));

  test.each([
    [1, "1"],
    [6, "6.0"],
    [6.5, "6.5"],
    [null, "null"],
  ])("%s is written as what it is", async (value, text) => {
    const { encodeFrame } = await protocol();
    expect(encodeFrame({ kind: "reading", value })).toBe(`{"kind":"reading","value":${text}}`);
  });
});

describe("an array of objects", () => {
  const items = frame("items", { items: { type: "array", items: { $ref: "#/$defs/Item" } } });
  const Item = { type: "object", properties: { name: text }, required: ["name"] };
  const protocol = once(union({ Items: items }, { Item }));
  const line = '{"kind":"items","items":[{"name":"a"},{"name":"b"}]}';

  test.each<[string, PropertyDescriptor]>([
    ["a setter", { get: () => "other", set: () => {} }],
    ["what can't be written", { value: "other", writable: false }],
  ])("is read as ever where all arrays have inherited %s under an index", async (_, descriptor) => {
    const { decodeFrame } = await protocol();
    for (const prototype of [Array.prototype, Object.prototype]) {
      for (const index of ["0", "1"]) {
        Object.defineProperty(prototype, index, { ...descriptor, configurable: true });
        try {
          expect(JSON.stringify(decodeFrame(line))).toBe(line);
        } finally {
          delete (prototype as unknown as Record<string, unknown>)[index];
        }
      }
    }
  });
});

describe("an object within a frame", () => {
  const inner = { type: "object", properties: { a: integer }, required: ["a"] };
  const protocol = once(
    union(
      { Inline: frame("inline", { inner }), Named: frame("named", { inner: { $ref: "#/$defs/Inner" } }) },
      { Inner: inner },
    ),
  );

  class Inner {
    readonly a = 1;
  }

  test.each(["inline", "named"])("is written by its declared fields alone (%s)", async (kind) => {
    const { encodeFrame } = await protocol();
    expect(encodeFrame({ kind, inner: { z: () => 0, a: 1 } })).toBe(`{"kind":"${kind}","inner":{"a":1}}`);
  });

  test.each(["inline", "named"])("must be a plain one (%s)", async (kind) => {
    const { encodeFrame, codecs } = await protocol();
    for (const value of [new Inner(), Object.create({ a: 1 }), Object.assign(new Map(), { a: 1 })]) {
      for (const run of [encodeFrame, codecs[kind]?.encode, codecs[kind]?.from]) {
        expect(refusal(() => run?.({ kind, inner: value })).issues[0]?.path).toBe("$.inner");
      }
    }
  });
});

describe("a protocol of one kind", () => {
  const protocol = once(frame("only", { a: text }, { title: "Only" }));

  test("is read and written, and knows an unknown kind", async () => {
    const { encodeFrame, decodeFrame, tryDecodeFrame } = await protocol();
    expect(encodeFrame(decodeFrame('{"a":"x","kind":"only"}'))).toBe('{"kind":"only","a":"x"}');
    expect(refusal(() => decodeFrame('{"kind":"later"}'))).toMatchObject({
      code: "unknown_kind",
      message: "Unknown kind 'later' - at `$.kind`",
    });
    expect(tryDecodeFrame('{"kind":"later"}')).toEqual({
      status: "unknown",
      frame: { kind: "later", value: { kind: "later" } },
    });
  });
});

describe("shapes that nothing tells apart", () => {
  const counted = {
    type: "object",
    properties: { n: { type: "integer", format: "int64" }, a: text },
    required: ["n", "a"],
  };
  const measured = { type: "object", properties: { n: integer, b: text }, required: ["n", "b"] };
  const protocol = once(union({ Either: frame("either", { value: { anyOf: [counted, measured] } }) }));

  test.each([
    ['{"n":1,"a":"x"}', { n: 1n, a: "x" }],
    ['{"n":1,"b":"x"}', { n: 1, b: "x" }],
  ])("%s has its numbers in the form of the one that fits", async (shape, value) => {
    const { encodeFrame, decodeFrame } = await protocol();
    const line = `{"kind":"either","value":${shape}}`;
    expect(encodeFrame({ kind: "either", value })).toBe(line);
    expect(decodeFrame(line)).toEqual({ kind: "either", value });
  });
});

describe("a union of unions", () => {
  const protocol = once<AnyModule & { inner: AnyCodec; event: AnyCodec }>(
    union(
      {
        Inner: { oneOf: [{ $ref: "#/$defs/One" }, { $ref: "#/$defs/Two" }] },
        Three: frame("three", { a: text }),
      },
      { One: frame("one", { a: text }), Two: frame("two", { a: integer }) },
    ),
  );

  test("has one table of all kinds, and a codec for each union", async () => {
    const { codecs, encodeFrame, decodeFrame, inner, event } = await protocol();
    expect(Object.keys(codecs)).toEqual(["one", "two", "three"]);
    expect(inner.kinds).toEqual(["one", "two"]);
    expect(event.kinds).toEqual(["one", "two", "three"]);
    for (const line of ['{"kind":"one","a":"x"}', '{"kind":"two","a":1}', '{"kind":"three","a":"x"}']) {
      expect(encodeFrame(decodeFrame(line))).toBe(line);
      expect(event.encode(event.decode(line))).toBe(line);
    }
    expect(inner.encode(inner.decode('{"a":1,"kind":"two"}'))).toBe('{"kind":"two","a":1}');
    expect(inner.tryDecode('{"kind":"three","a":"x"}').status).toBe("unknown");
    expect(refusal(() => inner.encode({ kind: "three", a: "x" })).code).toBe("unknown_kind");
  });
});

describe("a type that contains itself", () => {
  const node = {
    type: "object",
    properties: {
      v: integer,
      next: { $ref: "#/$defs/Node" },
      list: { type: "array", items: { $ref: "#/$defs/Node" } },
    },
    required: ["v"],
  };
  const protocol = once(union({ Tree: frame("tree", { root: { $ref: "#/$defs/Node" } }) }, { Node: node }));

  const chain = (levels: number): object => {
    let value: object = { v: levels };
    for (let level = levels - 1; level > 0; level--) value = { v: level, next: value };
    return value;
  };

  test("is read and written, its fields in order at each level", async () => {
    const { encodeFrame, decodeFrame } = await protocol();
    const line =
      '{"kind":"tree","root":{"v":1,"next":{"v":2,"list":[]},"list":[{"v":3},{"v":4,"next":{"v":5}}]}}';
    const shuffled =
      '{"root":{"list":[{"v":3,"w":0},{"next":{"v":5},"v":4}],"next":{"list":[],"v":2},"v":1},"kind":"tree"}';
    expect(encodeFrame(decodeFrame(line))).toBe(line);
    expect(encodeFrame(decodeFrame(shuffled))).toBe(line);
  });

  test("may go 512 levels deep, frame included, and no deeper", async () => {
    const { encodeFrame, decodeFrame, isFrame, frameFromObject } = await protocol();
    const deepest = { kind: "tree", root: chain(511) };
    const line = JSON.stringify(deepest);
    expect(encodeFrame(deepest)).toBe(line);
    expect(decodeFrame(line)).toEqual(deepest);
    expect(frameFromObject(deepest)).toBe(deepest);
    expect(isFrame(deepest)).toBe(true);
    for (const levels of [512, 513, 20_000]) {
      const deeper = { kind: "tree", root: chain(levels) };
      expect(refusal(() => encodeFrame(deeper)).code).toBe("unencodable");
      expect(refusal(() => frameFromObject(deeper)).code).toBe("unencodable");
      expect(() => isFrame(deeper)).not.toThrow();
    }
    const tooDeep = `{"kind":"tree","root":${'{"v":1,"next":'.repeat(511)}{"v":1}${"}".repeat(512)}`;
    expect(refusal(() => decodeFrame(tooDeep)).code).toBe("invalid_frame");
    expect(isFrame(deepest)).toBe(true);
  });

  test("may not contain itself in fact", async () => {
    const { encodeFrame, frameFromObject, isFrame } = await protocol();
    const root: Record<string, unknown> = { v: 1 };
    root.list = [{ v: 2, next: root }];
    for (const run of [encodeFrame, frameFromObject]) {
      expect(refusal(() => run({ kind: "tree", root })).code).toBe("unencodable");
    }
    expect(isFrame({ kind: "tree", root })).toBe(false);
  });

  test("names the place of what is wrong, however deep", async () => {
    const { decodeFrame } = await protocol();
    const line = '{"kind":"tree","root":{"v":1,"list":[{"v":2},{"v":3,"next":{"v":"4"}}]}}';
    expect(refusal(() => decodeFrame(line)).message).toBe(
      "Expected `integer`, got `string` - at `$.root.list[1].next.v`",
    );
  });

  test("ignores unknown properties that are deep, in an object as it is sent", async () => {
    const { encodeFrame } = await protocol();
    expect(encodeFrame({ kind: "tree", root: { v: 1, junk: nested(5000) } })).toBe(
      '{"kind":"tree","root":{"v":1}}',
    );
  });
});

describe("the limits of strings, numbers, lists and constants", () => {
  const protocol = once(
    union({
      Limits: frame("limits", {
        name: { type: "string", minLength: 2, maxLength: 3, pattern: "^[a-z🧪]+$" },
        level: { type: "integer", minimum: 0, exclusiveMaximum: 10 },
        ratio: { type: "number", exclusiveMinimum: 0, maximum: 1 },
        list: { type: "array", items: text, minItems: 1, maxItems: 2 },
        mode: { enum: ["a", 1, null, true] },
        pair: { type: "array", prefixItems: [text, integer], minItems: 2, items: false },
      }),
    }),
  );
  const valid = { kind: "limits", name: "ab", level: 9, ratio: 1, list: ["x"], mode: null, pair: ["x", 1] };

  test("let through what keeps to them", async () => {
    const { encodeFrame, decodeFrame } = await protocol();
    for (const fields of [
      {},
      { name: "🧪🧪" },
      { name: "🧪🧪🧪" },
      { ratio: 0.5, mode: 1 },
      { mode: true, level: 0 },
    ]) {
      const value = { ...valid, ...fields };
      expect(decodeFrame(encodeFrame(value))).toEqual(value);
    }
  });

  test.each([
    [{ name: "a" }, "$.name"],
    [{ name: "abcd" }, "$.name"],
    [{ name: "AB" }, "$.name"],
    [{ level: -1 }, "$.level"],
    [{ level: 10 }, "$.level"],
    [{ ratio: 0 }, "$.ratio"],
    [{ ratio: 1.01 }, "$.ratio"],
    [{ list: [] }, "$.list"],
    [{ list: ["a", "b", "c"] }, "$.list"],
    [{ list: ["a", 1] }, "$.list[1]"],
    [{ mode: "b" }, "$.mode"],
    [{ mode: false }, "$.mode"],
    [{ pair: ["x"] }, "$.pair"],
    [{ pair: ["x", "y"] }, "$.pair[1]"],
    [{ pair: ["x", 1, 2] }, "$.pair"],
  ])("refuse %j both ways", async (fields, path) => {
    const { encodeFrame, decodeFrame, isFrame } = await protocol();
    const value = { ...valid, ...fields };
    expect(isFrame(value)).toBe(false);
    for (const run of [() => encodeFrame(value), () => decodeFrame(JSON.stringify(value))]) {
      const { code, issues } = refusal(run);
      expect(code).toBe("invalid_frame");
      expect(issues[0]?.path.startsWith(path)).toBe(true);
    }
  });
});
