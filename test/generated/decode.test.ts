import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import {
  channels,
  codecs,
  decodeFrame,
  encodeFrame,
  type FrameInput,
  problemsEvent,
  sessionEvent,
  tryDecodeFrame,
} from "../../generated/ts/index.js";
import { canonicalText, examples, nested, refusal } from "./support.js";

const phase = { kind: "phase", phase: "p", at: "t" };
const progress = (current: string) => `{"kind":"progress","phase":"p","current":${current},"total":2}`;
const done = (result: string) => `{"kind":"done","result":${result}}`;
const withExtra = (extra: string) => `{"kind":"phase","extra":${extra},"phase":"p","at":"t"}`;
const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...values: readonly number[]) => Uint8Array.from(values);

/** What every way of decoding says of `input`: the code of the error, or "frame". */
function verdict(input: FrameInput): string {
  const result = tryDecodeFrame(input);
  if (result.status === "frame") {
    expect(decodeFrame(input)).toEqual(result.frame);
    return "frame";
  }
  const { code } = refusal(() => decodeFrame(input));
  expect(result.status).toBe(code === "unknown_kind" ? "unknown" : "invalid");
  if (result.status === "invalid") expect(result.error.code).toBe(code);
  return code;
}

describe("a frame is read", () => {
  test.each([
    ["its fields in any order", '{"at":"t","phase":"p","kind":"phase"}'],
    ["the tag in the middle", '{"at":"t","kind":"phase","phase":"p"}'],
    ["white space of all four kinds", ' \t\r\n{ "kind" :\t"phase" ,\r\n"phase":"p","at" : "t" } \n\t\r '],
    ["escaped names and tag", '{"\\u006bind":"ph\\u0061se","phase":"p","at":"t"}'],
    ["an unknown field first", '{"extra":[{"kind":"done"}],"kind":"phase","phase":"p","at":"t"}'],
    ["an unknown field last", '{"kind":"phase","phase":"p","at":"t","result":null}'],
    ["a tag of the same name further in", '{"x":{"kind":"done"},"kind":"phase","phase":"p","at":"t"}'],
    ["a duplicate of a field, the last right", '{"kind":"phase","phase":"q","at":"t","phase":"p"}'],
    ["the same tag twice", '{"kind":"phase","phase":"p","at":"t","kind":"phase"}'],
  ])("with %s", (_, text) => {
    expect(verdict(text)).toBe("frame");
    expect(verdict(utf8(text))).toBe("frame");
    expect(decodeFrame(text)).toMatchObject(phase);
    expect(encodeFrame(decodeFrame(text))).toBe('{"kind":"phase","phase":"p","at":"t"}');
  });

  test.each([
    ["\\u0000", "\u0000"],
    ['\\" \\\\ \\/ \\b \\f \\n \\r \\t', '" \\ / \b \f \n \r \t'],
    ["\\ud83e\\uddea", "🧪"],
    ["\\uD83E\\uDDEA", "🧪"],
    ["\\uDBFF\\uDFFF\\udbff\\udfff", "\u{10ffff}\u{10ffff}"],
    ["\\\\ud800", "\\ud800"],
    ["\u007f\u0080\u2028\ufeff\ufffe", "\u007f\u0080\u2028\ufeff\ufffe"],
  ])("with the string %s", (escaped, value) => {
    for (const input of [
      `{"kind":"phase","phase":"p","at":"${escaped}"}`,
      done(`{"${escaped}":["${escaped}"]}`),
    ]) {
      expect(verdict(input)).toBe("frame");
      expect(verdict(utf8(input))).toBe("frame");
    }
    expect(decodeFrame(`{"kind":"phase","phase":"p","at":"${escaped}"}`)).toMatchObject({ at: value });
    expect(decodeFrame(done(`{"${escaped}":1}`))).toEqual({ kind: "done", result: { [value]: 1 } });
  });

  test("from an ArrayBuffer of another realm", () => {
    const text = canonicalText({ kind: "done", result: {} });
    const copy = runInNewContext("Uint8Array.from(values)", { values: [...utf8(text)] }) as Uint8Array;
    expect(verdict(copy)).toBe("frame");
    expect(verdict(copy.buffer as ArrayBuffer)).toBe("frame");
  });
});

describe("numbers", () => {
  test.each([
    ["0", 0],
    ["-7", -7],
    ["1.0", 1],
    ["1e3", 1000],
    ["1E0", 1],
    ["10e-1", 1],
    ["0e999999", 0],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
    ["-9007199254740991", Number.MIN_SAFE_INTEGER],
    ["1.0000000000000000", 1],
  ])("%s is the integer %d", (literal, value) => {
    expect(verdict(progress(literal))).toBe("frame");
    expect(decodeFrame(progress(literal))).toMatchObject({ current: value });
  });

  test.each(["-0", "-0.0"])("%s is an integer, and written as 0", (literal) => {
    expect(encodeFrame(decodeFrame(progress(literal)))).toBe(progress("0"));
  });

  test.each([
    ["1.5", "Expected `integer`, got `number` - at `$.current`"],
    ["9007199254740992", "Expected `integer` within ±(2^53 - 1), got 9007199254740992 - at `$.current`"],
    ["-9007199254740992", "Expected `integer` within ±(2^53 - 1), got -9007199254740992 - at `$.current`"],
    ["9007199254740993", "Expected `integer` within ±(2^53 - 1), got 9007199254740993 - at `$.current`"],
    [
      "18446744073709551616",
      "Expected `integer` within ±(2^53 - 1), got 18446744073709551616 - at `$.current`",
    ],
    ["1e400", "Expected `integer`, got Infinity - at `$.current`"],
    ["-1e400", "Expected `integer`, got -Infinity - at `$.current`"],
    ['"1"', "Expected `integer`, got `string` - at `$.current`"],
    ["true", "Expected `integer`, got `boolean` - at `$.current`"],
    ["null", "Expected `integer`, got `null` - at `$.current`"],
  ])("%s is no integer that fits", (literal, message) => {
    expect(verdict(progress(literal))).toBe("invalid_frame");
    expect(refusal(() => decodeFrame(progress(literal))).message).toBe(message);
  });

  test.each([
    ["9007199254740993", "9007199254740993"],
    ["-123456789012345678901234567890", "-123456789012345678901234567890"],
  ])("the integer %s in a free-form value is refused rather than rounded", (literal, shown) => {
    expect(verdict(done(`{"a":[${literal}]}`))).toBe("invalid_frame");
    expect(refusal(() => decodeFrame(done(`{"a":[${literal}]}`))).message).toBe(
      `Expected \`integer\` within ±(2^53 - 1), got ${shown} - at \`$.result.a[0]\``,
    );
  });

  test.each([
    "0.1",
    "-0.0",
    "1e16",
    "1e17",
    "1.2345678901234568e17",
    "9007199254740992.0",
    "9999999999999998.0",
    "1e21",
    "1.7976931348623157e308",
    "5e-324",
    "1e-400",
  ])("the float %s in a free-form value is read, as the peer does", (literal) => {
    expect(verdict(done(`{"a":${literal}}`))).toBe("frame");
    expect(decodeFrame(done(`{"a":${literal}}`))).toEqual({ kind: "done", result: { a: Number(literal) } });
  });

  test.each(["1e400", "-1e309", "1.0e+0400"])("%s in a free-form value is refused", (literal) => {
    expect(verdict(done(`{"a":${literal}}`))).toBe("invalid_frame");
    expect(refusal(() => decodeFrame(done(`{"a":${literal}}`))).issues[0]?.path).toBe("$.result.a");
  });

  test.each(["1e400", "9007199254740993", "-0", "1.5"])(
    "%s in an unknown field is nobody's business",
    (literal) => {
      expect(verdict(withExtra(literal))).toBe("frame");
    },
  );

  test.each(["01", "-01", "+1", ".5", "-", "1.", "1e", "0x1", "1_0", "NaN", "Infinity", "-Infinity", "nan"])(
    "%s is no JSON",
    (literal) => {
      for (const text of [progress(literal), done(`{"a":${literal}}`), withExtra(literal)]) {
        expect(verdict(text)).toBe("invalid_json");
      }
    },
  );
});

describe("strings that are not Unicode", () => {
  const lone = [
    "\\ud800",
    "\\udc00",
    "\\udc00\\ud800",
    "\\ud800\\ud800",
    "\\uD83Dx",
    "\\uDAFF",
    "\\udB00\\uDbFF",
    "\\uDFFF",
    "\\udc00\\ud83d\\ude00",
    "\\ud83d\\u0041",
    "\\ud83d\\n\\ude00",
  ];
  const places: readonly (readonly [name: string, text: (string: string) => string, path: string])[] = [
    ["a declared string", (text) => `{"kind":"phase","phase":"p","at":"${text}"}`, "$.at"],
    ["a free-form value", (text) => done(`{"a":"${text}"}`), "$.result.a"],
    ["a free-form key", (text) => done(`{"${text}":1}`), "$.result"],
    ["an unknown field", (text) => withExtra(`"${text}"`), "$"],
    ["a value within an unknown field", (text) => withExtra(`{"a":["${text}"]}`), "$"],
    ["the name of an unknown field", (text) => `{"kind":"phase","phase":"p","at":"t","${text}":1}`, "$"],
    ["a name within an unknown field", (text) => withExtra(`[{"${text}":1}]`), "$"],
    [
      "a duplicate that is overwritten",
      (text) => `{"kind":"phase","phase":"p","at":"${text}","at":"t"}`,
      "$",
    ],
  ];

  test.each(places)("are refused in %s", (_, textOf, path) => {
    for (const escaped of lone) {
      expect([escaped, verdict(textOf(escaped))]).toEqual([escaped, "invalid_frame"]);
      expect(verdict(utf8(textOf(escaped)))).toBe("invalid_frame");
      const error = refusal(() => decodeFrame(textOf(escaped)));
      expect(error.message).toContain("Expected well-formed Unicode, got a lone surrogate");
      expect(error.issues[0]?.path).toBe(path);
    }
    expect(verdict(textOf("\\ud83d\\ude00"))).toBe("frame");
  });

  test.each(places)("are refused in %s when they are not escaped either", (_, textOf) => {
    for (const raw of ["\ud800", "\udc00", "\udc00\ud800"])
      expect(verdict(textOf(raw))).toBe("invalid_frame");
  });
});

describe("what is not JSON text in UTF-8", () => {
  test.each([
    ["nothing", ""],
    ["white space", " \n"],
    ["a word", "phase"],
    ["a trailing comma", '{"kind":"done","result":{},}'],
    ["a comment", '{"kind":"done","result":{}}// done'],
    ["text after the frame", '{"kind":"done","result":{}}x'],
    ["two frames", '{"kind":"done","result":{}}{"kind":"done","result":{}}'],
    ["single quotes", "{'kind':'done'}"],
    ["a raw line break in a string", '{"kind":"phase","phase":"p","at":"a\nb"}'],
    ["a raw NUL in a string", '{"kind":"phase","phase":"p","at":"a\u0000b"}'],
    ["a bad escape", '{"kind":"phase","phase":"p","at":"\\x41"}'],
    ["half an escape", '{"kind":"phase","phase":"p","at":"\\u12"}'],
    ["white space that JSON does not know", '\u00a0{"kind":"done","result":{}}'],
    ["a form feed", '\f{"kind":"done","result":{}}'],
    ["a byte order mark", '\ufeff{"kind":"done","result":{}}'],
    ["a byte order mark at the end", '{"kind":"done","result":{}}\ufeff'],
  ])("is refused: %s", (_, text) => {
    expect(verdict(text)).toBe("invalid_json");
    expect(verdict(utf8(text))).toBe("invalid_json");
    expect(refusal(() => decodeFrame(text)).message).toMatch(/^Expected JSON, got ./);
    expect(refusal(() => decodeFrame(text)).issues[0]?.path).toBe("$");
  });

  test.each([
    ["a byte that starts nothing", bytes(0xff)],
    ["a continuation without a start", bytes(0x80)],
    ["an overlong NUL", bytes(0xc0, 0x80)],
    ["an encoded surrogate", bytes(0xed, 0xa0, 0x80)],
    ["a code point that is too large", bytes(0xf4, 0x90, 0x80, 0x80)],
    ["a sequence cut short", bytes(0xe2, 0x82)],
  ])("is refused: %s", (_, sequence) => {
    for (const [before, after] of [
      ['{"kind":"phase","phase":"p","at":"', '"}'],
      ['{"kind":"done","result":{"a":"', '"}}'],
      ['{"kind":"done","result":{"', '":1}}'],
      ["", '{"kind":"done","result":{}}'],
    ] as const) {
      const input = Uint8Array.from([...utf8(before), ...sequence, ...utf8(after)]);
      expect(verdict(input)).toBe("invalid_json");
      expect(refusal(() => decodeFrame(input)).message).toContain("UTF-8");
    }
  });

  test("is refused: UTF-16", () => {
    expect(verdict(Buffer.from('{"kind":"done","result":{}}', "utf16le"))).toBe("invalid_json");
  });

  test("is refused: an example cut short at any place, as text or as bytes", () => {
    for (const text of Object.values(codecs).map((codec) => codec.encode(codec.examples[0] as never))) {
      const whole = utf8(text);
      for (let end = 0; end < text.length; end++) {
        expect(tryDecodeFrame(text.slice(0, end))).toMatchObject({
          status: "invalid",
          error: { code: "invalid_json" },
        });
      }
      for (let end = 0; end < whole.length; end++) {
        expect(tryDecodeFrame(whole.subarray(0, end))).toMatchObject({
          status: "invalid",
          error: { code: "invalid_json" },
        });
      }
    }
  });
});

describe("nesting", () => {
  const texts = (levels: number): readonly (readonly [string, string])[] => [
    ["objects", done(JSON.stringify(nested(levels - 1)))],
    ["arrays", done(`{"a":${JSON.stringify(nested(levels - 2, "array"))}}`)],
    ["an unknown field", withExtra(JSON.stringify(nested(levels - 1)))],
  ];

  test("of 512 levels is read", () => {
    for (const [where, text] of texts(512)) expect([where, verdict(text)]).toEqual([where, "frame"]);
  });

  test("of 513 levels is refused", () => {
    for (const [where, text] of texts(513)) {
      expect([where, verdict(text)]).toEqual([where, "invalid_frame"]);
      expect(refusal(() => decodeFrame(text)).message).toBe(
        "Expected nesting of at most 512 levels, got deeper nesting",
      );
    }
  });

  test.each([
    ["arrays", done(`{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)],
    ["objects", done(`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`)],
    ["an unknown field", withExtra(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)],
    ["arrays without a frame", "[".repeat(100_000) + "]".repeat(100_000)],
  ])("of 100,000 levels is refused: %s", (_, text) => {
    expect(verdict(text)).toBe("invalid_frame");
    expect(verdict(utf8(text))).toBe("invalid_frame");
  });

  test.each([
    ["arrays", "[".repeat(100_000)],
    ["objects", '{"a":'.repeat(100_000)],
    ["a frame", `{"kind":"done","result":${'{"a":'.repeat(100_000)}`],
  ])("of 100,000 levels that never close is refused: %s", (_, text) => {
    expect(tryDecodeFrame(text).status).toBe("invalid");
    expect(["invalid_json", "invalid_frame"]).toContain(verdict(text));
  });

  test("does not count brackets inside strings", () => {
    const brackets = `${'[{\\"'.repeat(1000)}`;
    expect(verdict(done(`{"a":"${brackets}"}`))).toBe("frame");
    expect(verdict(done(`{"${brackets}":1}`))).toBe("frame");
    expect(verdict(done(`{"a":"\\\\","b":[1]}`.padEnd(3000)))).toBe("frame");
  });
});

describe("the tag", () => {
  test.each([
    ["{}", "Object missing required field `kind`"],
    ['{"phase":"p","at":"t"}', "Object missing required field `kind`"],
    ['{"kind":null}', "Expected `string`, got `null` - at `$.kind`"],
    ['{"kind":1}', "Expected `string`, got `integer` - at `$.kind`"],
    ['{"kind":1.5}', "Expected `string`, got `number` - at `$.kind`"],
    ['{"kind":true}', "Expected `string`, got `boolean` - at `$.kind`"],
    ['{"kind":["phase"]}', "Expected `string`, got `array` - at `$.kind`"],
    ['{"kind":{"phase":1}}', "Expected `string`, got `object` - at `$.kind`"],
    ["[]", "Expected `object`, got `array`"],
    ["null", "Expected `object`, got `null`"],
    ["true", "Expected `object`, got `boolean`"],
    ["1", "Expected `object`, got `integer`"],
    ["1.5", "Expected `object`, got `number`"],
    ['"phase"', "Expected `object`, got `string`"],
  ])("is looked for in %s", (text, message) => {
    expect(verdict(text)).toBe("invalid_frame");
    expect(refusal(() => decodeFrame(text)).message).toBe(message);
    expect(refusal(() => channels.session.decode(text)).message).toBe(message);
  });
});

describe("an unknown kind", () => {
  test.each(["x", "", "Phase", "phase ", "constructor", "__proto__", "toString", "hasOwnProperty", "it's"])(
    "%j is thrown by decodeFrame, and given back whole by tryDecodeFrame",
    (kind) => {
      const value = { kind, phase: 1, more: [{ a: null }] };
      const text = JSON.stringify(value);
      const error = refusal(() => decodeFrame(text));
      expect(error.code).toBe("unknown_kind");
      expect(error.message).toBe(`Unknown kind '${kind}' - at \`$.kind\``);
      expect(error.issues).toMatchObject([{ path: "$.kind" }]);
      expect(tryDecodeFrame(text)).toEqual({ status: "unknown", frame: { kind, value } });
      expect(tryDecodeFrame(utf8(text))).toEqual({ status: "unknown", frame: { kind, value } });
    },
  );

  test("is a kind of another channel, to a channel and to a union", () => {
    const session = '{"kind":"done","result":{}}';
    const problems = '{"kind":"snapshot","findings":[],"audit_at":"t"}';
    for (const [codec, text] of [
      [channels.session, problems],
      [sessionEvent, problems],
      [channels.problems, session],
      [problemsEvent, session],
    ] as const) {
      const value = JSON.parse(text) as { kind: string };
      expect(refusal(() => codec.decode(text)).code).toBe("unknown_kind");
      expect(codec.tryDecode(text)).toEqual({ status: "unknown", frame: { kind: value.kind, value } });
    }
  });

  test("is any other kind, to the codec of one kind", () => {
    const text = '{"kind":"done","result":{}}';
    const error = refusal(() => codecs.phase.decode(text));
    expect(error.code).toBe("unknown_kind");
    expect(error.message).toBe("Unknown kind 'done' - at `$.kind`");
    expect(codecs.phase.tryDecode(text)).toEqual({
      status: "unknown",
      frame: { kind: "done", value: { kind: "done", result: {} } },
    });
  });

  test("is shown cut short where it is long", () => {
    const { message } = refusal(() => decodeFrame(JSON.stringify({ kind: "k".repeat(10_000) })));
    expect(message).toMatch(/^Unknown kind 'k+…' - at `\$\.kind`$/);
    expect(message.length).toBeLessThan(200);
  });
});

describe("a property named __proto__", () => {
  const plain = Object.getPrototypeOf({}) as object;

  test.each([
    ["as it is", '{"kind":"done","result":{"__proto__":{"polluted":1},"a":{"__proto__":null}}}'],
    [
      "in a text that is read twice",
      '{"kind":"done","result":{"__proto__":{"polluted":"\\ud83d\\ude00"},"a":{"__proto__":null}}}',
    ],
    ["escaped", '{"kind":"done","result":{"\\u005f_proto__":{"polluted":1},"a":{"__proto__":[]}}}'],
  ])("is a property like any other in a free-form value, %s", (_, text) => {
    const frame = codecs.done.decode(text);
    expect(Object.getPrototypeOf(frame)).toBe(plain);
    expect(Object.getPrototypeOf(frame.result)).toBe(plain);
    expect(Object.getPrototypeOf(frame.result.a)).toBe(plain);
    expect(Object.keys(frame.result)).toEqual(["__proto__", "a"]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(JSON.parse(encodeFrame(frame))).toEqual(JSON.parse(text));
  });

  test("lends no fields to a frame", () => {
    for (const at of ['"t"', '"\\ud83d\\ude00"']) {
      const text = `{"kind":"phase","__proto__":{"phase":"p","at":${at}}}`;
      expect(verdict(text)).toBe("invalid_frame");
      expect(refusal(() => decodeFrame(text)).issues).toHaveLength(2);
    }
    expect(verdict('{"__proto__":{"kind":"done","result":{}}}')).toBe("invalid_frame");
  });

  test("stays in a frame of an unknown kind", () => {
    const result = tryDecodeFrame('{"kind":"later","__proto__":{"a":1}}');
    expect(result.status).toBe("unknown");
    const { value } = result.status === "unknown" ? result.frame : { value: {} };
    expect(Object.keys(value)).toEqual(["kind", "__proto__"]);
    expect(Object.getPrototypeOf(value)).toBe(plain);
  });
});

describe("every sentence and path", () => {
  test.each([
    ['{"kind":"phase","phase":"p"}', ["Object missing required field `at`"]],
    [progress('"5"'), ["Expected `integer`, got `string` - at `$.current`"]],
    [
      '{"kind":"input_required","fields":[{},{},3],"reason":"r","plugin":"p"}',
      ["Expected `object`, got `integer` - at `$.fields[2]`"],
    ],
    [
      '{"kind":"input_required","fields":[{},{},{"id":1e999}],"reason":"r","plugin":"p"}',
      ["Expected `number`, got Infinity - at `$.fields[2].id`"],
    ],
    [
      '{"kind":"input_required","fields":{},"reason":1,"plugin":null}',
      [
        "Expected `array`, got `object` - at `$.fields`",
        "Expected `string`, got `integer` - at `$.reason`",
        "Expected `string`, got `null` - at `$.plugin`",
      ],
    ],
    [
      '{"kind":"delta","added":[1],"removed":[[]],"changed":[{},"x"]}',
      [
        "Expected `object`, got `integer` - at `$.added[0]`",
        "Expected `object`, got `array` - at `$.removed[0]`",
        "Expected `object`, got `string` - at `$.changed[1]`",
        "Object missing required field `audit_at`",
      ],
    ],
    [done('{"a b":{"x.y":[1e999]}}'), ["Expected `number`, got Infinity - at `$.result['a b']['x.y'][0]`"]],
  ])("of %s", (text, messages) => {
    const { message, issues } = refusal(() => decodeFrame(text));
    expect(issues.map((issue) => issue.message)).toEqual(messages);
    const more = messages.length > 1 ? ` (and ${messages.length - 1} more)` : "";
    expect(message).toBe(`${messages[0]}${more}`);
  });

  test("stops at 32 issues", () => {
    const findings = JSON.stringify(Array.from({ length: 50 }, () => 0));
    const error = refusal(() => decodeFrame(`{"kind":"snapshot","findings":${findings},"audit_at":"t"}`));
    expect(error.issues).toHaveLength(32);
    expect(error.issues[31]?.path).toBe("$.findings[31]");
  });

  test("says the same from a Standard Schema, with the path in segments", () => {
    const value = { kind: "input_required", fields: [{}, { id: Number.NaN }, 3], plugin: "p" };
    const issues = [
      { message: "Expected `number`, got NaN - at `$.fields[1].id`", path: ["fields", 1, "id"] },
      { message: "Expected `object`, got `integer` - at `$.fields[2]`", path: ["fields", 2] },
      { message: "Object missing required field `reason`", path: [] },
    ];
    for (const schema of [codecs.input_required, sessionEvent, channels.session]) {
      expect(schema["~standard"].version).toBe(1);
      expect(schema["~standard"].vendor).toBe("framewright");
      expect(schema["~standard"].validate(value)).toEqual({ issues });
    }
    expect(channels.problems["~standard"].validate(value)).toEqual({
      issues: [{ message: "Unknown kind 'input_required' - at `$.kind`", path: ["kind"] }],
    });
  });
});

describe("the examples", () => {
  test("are read from text with white space and shuffled fields", () => {
    for (const frame of examples) {
      const shuffled = Object.fromEntries(Object.entries(frame).reverse());
      expect(decodeFrame(JSON.stringify(shuffled, null, 2))).toEqual(frame);
    }
  });
});
