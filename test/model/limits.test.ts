import { expect, test } from "vitest";
import { DiagnosticsError } from "../../generator/index.js";
import { generatedModule } from "../support/project.js";

/** A protocol of two frames, the first with an optional field `x`. */
function withField(x: unknown, definitions: object = {}): object {
  const frame = (kind: string, properties: object) => ({
    type: "object",
    properties: { kind: { const: kind }, ...properties },
    required: ["kind"],
  });
  return { oneOf: [frame("a", { x }), frame("b", {})], $defs: definitions };
}

const required = (name: string, schema: unknown) => ({
  type: "object",
  properties: { [name]: schema },
  required: [name],
});

function nested(levels: number, wrap: (inner: unknown) => unknown): unknown {
  let schema: unknown = { type: "string" };
  for (let level = 0; level < levels; level++) schema = wrap(schema);
  return schema;
}

async function codesOf(schema: object): Promise<string[]> {
  try {
    await generatedModule(schema);
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    return [...new Set(error.diagnostics.map(({ code }) => code))];
  }
}

test.each([
  ["2,000 schemas in each other", nested(2000, (inner) => ({ allOf: [inner] })), "schema-too-deep"],
  [
    "600 objects in each other",
    nested(600, (inner) => ({ type: "object", properties: { a: inner } })),
    "schema-too-deep",
  ],
  ["a constant with half a surrogate pair", { const: "\ud800" }, "schema-invalid"],
  ["a name with half a surrogate pair", { type: "object", properties: { "\ud800": {} } }, "schema-invalid"],
])("%s: refused with a diagnostic", async (_, schema, code) => {
  expect(await codesOf(withField(schema))).toContain(code);
});

interface Codec {
  encodeFrame(frame: object): string;
  decodeFrame(text: string): object;
  isFrame(value: unknown): boolean;
}

test("more combinations than one shape can hold are asked one after the other", async () => {
  const parts = Array.from({ length: 12 }, (_, i) => ({
    anyOf: [1, 2, 3, 4].map((j) => required(`p${i}_${j}`, {})),
  }));
  const { isFrame, encodeFrame, decodeFrame } = await generatedModule<Codec>(withField({ allOf: parts }));
  const x = Object.fromEntries(parts.map((_, i) => [`p${i}_${1 + (i % 4)}`, i]));
  const frame = { kind: "a", x };
  expect(isFrame(frame)).toBe(true);
  expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
  for (const name of Object.keys(x)) {
    const { [name]: _, ...others } = x;
    expect(isFrame({ kind: "a", x: others }), `without ${name}`).toBe(false);
  }
});

test("a number is counted once for each type that has it, however it is held", async () => {
  const schema = withField({ oneOf: [{ type: "integer", format: "int64" }, { type: "number" }] });
  const { decodeFrame } = await generatedModule<Codec>(schema);
  expect(decodeFrame('{"kind":"a","x":0.5}')).toEqual({ kind: "a", x: 0.5 });
  for (const whole of ["5", "1e300", "1152921504606846976"]) {
    const isInt64 = whole !== "1e300";
    const decode = () => decodeFrame(`{"kind":"a","x":${whole}}`);
    if (isInt64) expect(decode, whole).toThrow("exactly one");
    else expect(decode(), whole).toEqual({ kind: "a", x: 1e300 });
  }
});

test("an object that fits several shapes is written with the fields of all of them", async () => {
  const shapes = [required("p", { type: "string" }), required("q", { type: "string" })];
  const { encodeFrame, decodeFrame } = await generatedModule<Codec>(withField({ anyOf: shapes }));
  const text = '{"kind":"a","x":{"p":"1","q":"2"}}';
  expect(encodeFrame(decodeFrame(text))).toBe(text);
});

test("a member that takes anything makes a union one without a tag", async () => {
  const members = [required("t", { const: "u" }), required("t", { const: "v" }), { $ref: "#/$defs/Any" }];
  const schema = withField({ anyOf: members }, { Any: true });
  const { encodeFrame, decodeFrame } = await generatedModule<Codec>(schema);
  const text = '{"kind":"a","x":{"z":1},"ignored":1234567890123456}';
  expect(decodeFrame(text)).toMatchObject({ kind: "a", x: { z: 1 } });
  expect(encodeFrame(decodeFrame(text))).toBe('{"kind":"a","x":{"z":1}}');
});
