import { describe, expect, test } from "vitest";
import { channels, decodeFrame, encodeFrame, tryDecodeFrame } from "../../generated/ts/index.js";
import { generatedModule } from "../support/project.js";
import { type AnyModule, frame, once, union } from "./protocols.js";
import { canonicalText, examples, refusal } from "./support.js";

const hostile = [
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "prototype",
  "then",
  "toJSON",
  "default",
  "it's",
  'a"b',
  "a`${",
  "*/",
  "\u2028",
  "a\nb",
  "1",
  "-",
  "",
  "é日🧪",
];
const text = { type: "string" };

describe("kinds with names of JavaScript's own", () => {
  const protocol = once<AnyModule>(
    union(Object.fromEntries(hostile.map((kind, index) => [`Kind${index}`, frame(kind, { a: text })]))),
  );

  test.each(hostile)("%j is an ordinary kind", async (kind) => {
    const { encodeFrame, decodeFrame, tryDecodeFrame, codecs, matchFrame, isFrame } = await protocol();
    const value = { kind, a: "x" };
    const line = JSON.stringify(value);
    expect(Object.hasOwn(codecs, kind)).toBe(true);
    expect(codecs[kind]?.kind).toBe(kind);
    expect(codecs[kind]?.decode(line)).toEqual(value);
    expect(encodeFrame(value)).toBe(line);
    expect(decodeFrame(line)).toEqual(value);
    expect(tryDecodeFrame(line)).toEqual({ status: "frame", frame: value });
    expect(isFrame(value)).toBe(true);
    expect(isFrame({ kind })).toBe(false);
    const cases = Object.fromEntries(hostile.map((one) => [one, () => `case of ${one}`]));
    expect(matchFrame(value, cases)).toBe(`case of ${kind}`);
  });

  test("a name that is not among the kinds is unknown, and has no case", async () => {
    const { tryDecodeFrame, matchFrame } = await protocol();
    expect(tryDecodeFrame('{"kind":"isPrototypeOf","a":"x"}').status).toBe("unknown");
    for (const kind of ["toString", "__proto__", "constructor", "isPrototypeOf"]) {
      expect(refusal(() => matchFrame({ kind, a: "x" }, {})).code).toBe("unknown_kind");
    }
  });
});

describe("fields with names of JavaScript's own", () => {
  const names = hostile.filter((name) => name !== "");
  const fields = Object.fromEntries(names.map((name) => [name, text]));
  const protocol = once<AnyModule>(
    union({
      Needed: frame("needed", fields),
      Maybe: frame("maybe", fields, { optional: names }),
      Big: frame(
        "big",
        Object.fromEntries(names.map((name) => [name, { type: "integer", format: "int64" }])),
      ),
    }),
  );
  const full = Object.fromEntries(names.map((name) => [name, `value of ${name}`]));
  // Whole numbers among the names would come first in any object: they are compared as objects.
  const sameJson = (one: string, other: string) => expect(JSON.parse(one)).toEqual(JSON.parse(other));

  test("are written and read when they are required", async () => {
    const { encodeFrame, decodeFrame, isFrame } = await protocol();
    const value = Object.fromEntries([["kind", "needed"], ...Object.entries(full)]);
    const line = encodeFrame(value);
    sameJson(line, JSON.stringify(value));
    expect(line.indexOf('"__proto__"')).toBeGreaterThan(line.indexOf('"constructor"'));
    expect(encodeFrame(decodeFrame(line))).toBe(line);
    expect(Object.getPrototypeOf(decodeFrame(line))).toBe(Object.prototype);
    expect(isFrame(value)).toBe(true);
  });

  test.each(names)("%j is missed when it is required and not there", async (name) => {
    const { encodeFrame, decodeFrame, isFrame } = await protocol();
    const entries = Object.entries(full).filter(([key]) => key !== name);
    const value = Object.fromEntries([["kind", "needed"], ...entries]);
    expect(isFrame(value)).toBe(false);
    for (const run of [() => encodeFrame(value), () => decodeFrame(JSON.stringify(value))]) {
      expect(refusal(run)).toMatchObject({
        code: "invalid_frame",
        message: `Object missing required field \`${name}\``,
      });
    }
  });

  test("may all be absent when they are optional", async () => {
    const { encodeFrame, decodeFrame, isFrame } = await protocol();
    expect(isFrame({ kind: "maybe" })).toBe(true);
    expect(encodeFrame({ kind: "maybe" })).toBe('{"kind":"maybe"}');
    expect(decodeFrame('{"kind":"maybe"}')).toEqual({ kind: "maybe" });
  });

  test.each(names)("%j is read, written and checked when it is optional", async (name) => {
    const { encodeFrame, decodeFrame, isFrame } = await protocol();
    const line = `{"kind":"maybe",${JSON.stringify(name)}:"x"}`;
    expect(encodeFrame(decodeFrame(line))).toBe(line);
    expect(isFrame(JSON.parse(line))).toBe(true);
    const wrong = line.replace('"x"', "1");
    expect(isFrame(JSON.parse(wrong))).toBe(false);
    expect(refusal(() => decodeFrame(wrong)).issues[0]?.expected).toBe("string");
    expect(refusal(() => encodeFrame(JSON.parse(wrong))).issues[0]?.expected).toBe("string");
  });

  test("hold bigints like any other", async () => {
    const { encodeFrame, decodeFrame } = await protocol();
    const value = Object.fromEntries([["kind", "big"], ...names.map((name) => [name, 1] as const)]);
    const read = decodeFrame(JSON.stringify(value));
    for (const name of names)
      expect([name, Object.getOwnPropertyDescriptor(read, name)?.value]).toEqual([name, 1n]);
    expect(encodeFrame(read)).toContain('"__proto__":1');
  });

  test("change no prototype", async () => {
    const { decodeFrame, tryDecodeFrame } = await protocol();
    tryDecodeFrame('{"kind":"maybe","__proto__":{"polluted":1}}');
    decodeFrame('{"kind":"maybe","__proto__":"x","extra":{"__proto__":{"polluted":1}}}');
    tryDecodeFrame('{"__proto__":{"kind":"maybe","polluted":1}}');
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("while Object.prototype has properties that do not belong there", () => {
  const prototype = Object.prototype as unknown as Record<string, unknown>;

  /** What `run` gives while every object inherits `properties`. */
  function polluted<T>(properties: Readonly<Record<string, unknown>>, run: () => T): T {
    for (const [name, value] of Object.entries(properties)) {
      Object.defineProperty(prototype, name, { value, enumerable: true, configurable: true, writable: true });
    }
    try {
      return run();
    } finally {
      for (const name of Object.keys(properties)) delete prototype[name];
    }
  }

  const fields = { at: "t", phase: "p", current: 1, total: 2, result: {}, kind: "done", extra: 1 };

  test.each([
    ["a missing string", '{"kind":"phase","phase":"p"}'],
    ["missing integers", '{"kind":"progress","phase":"p"}'],
    ["a missing object", '{"kind":"done"}'],
    ["everything missing", '{"kind":"phase"}'],
    ["a missing tag", '{"result":{}}'],
    ["nothing at all", "{}"],
  ])("%s is missed by a decoder", (_, input) => {
    const [whole, channel] = polluted(fields, () => [
      tryDecodeFrame(input),
      channels.session.tryDecode(input),
    ]);
    expect(whole).toMatchObject({ status: "invalid", error: { code: "invalid_frame" } });
    expect(channel).toMatchObject({ status: "invalid", error: { code: "invalid_frame" } });
  });

  test("nothing is made up when a frame that lacks it is sent", () => {
    const lacking = { kind: "phase", phase: "p" } as never;
    const error = polluted(fields, () => refusal(() => encodeFrame(lacking)));
    expect(error).toMatchObject({ code: "invalid_frame", message: "Object missing required field `at`" });
  });

  test("the examples are read and written as ever", () => {
    const results = polluted(fields, () =>
      examples.map((frame) => [decodeFrame(JSON.stringify(frame)), encodeFrame(frame)] as const),
    );
    expect(results).toEqual(examples.map((frame) => [frame, canonicalText(frame)]));
  });

  test("unknown kinds stay unknown", () => {
    expect(polluted(fields, () => tryDecodeFrame('{"kind":"later"}'))).toEqual({
      status: "unknown",
      frame: { kind: "later", value: { kind: "later" } },
    });
  });

  test("lists are read and written as ever, even where the property is named like an index", () => {
    const results = polluted({ "0": {} }, () =>
      examples.map((frame) => [tryDecodeFrame(JSON.stringify(frame)), encodeFrame(frame)] as const),
    );
    expect(results).toEqual(examples.map((frame) => [{ status: "frame", frame }, canonicalText(frame)]));
  });
});

test("a space is looked for behind a colon, not in a name with a quote", async () => {
  const { decodeFrame } = await generatedModule<AnyModule>(
    union({ A: frame("a", { b: { type: ["string", "null"] } }, { tag: 'q"t' }) }),
    { tag: 'q"t' },
  );
  for (const [first, second] of [
    ["", ""],
    [" ", " "],
    ["", " "],
    [" ", ""],
  ]) {
    const text = `{"q\\"t":${first}"a",${first}"b":${second}"c"}`;
    expect(decodeFrame(text)).toEqual({ 'q"t': "a", b: "c" });
  }
});
