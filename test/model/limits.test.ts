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
  [
    "too many combinations",
    {
      allOf: Array.from({ length: 12 }, (_, i) => ({
        anyOf: [1, 2, 3, 4].map((j) => required(`p${i}${j}`, {})),
      })),
    },
    "keyword-unsupported",
  ],
  ["2,000 schemas in each other", nested(2000, (inner) => ({ allOf: [inner] })), "schema-too-deep"],
  [
    "600 objects in each other",
    nested(600, (inner) => ({ type: "object", properties: { a: inner } })),
    "schema-too-deep",
  ],
  [
    "exactly one of a 64-bit integer and a number",
    { oneOf: [{ type: "integer", format: "int64" }, { type: "number" }] },
    "keyword-unsupported",
  ],
  ["a constant with half a surrogate pair", { const: "\ud800" }, "schema-invalid"],
  ["a name with half a surrogate pair", { type: "object", properties: { "\ud800": {} } }, "schema-invalid"],
])("%s: refused with a diagnostic", async (_, schema, code) => {
  expect(await codesOf(withField(schema))).toContain(code);
});

interface Codec {
  encodeFrame(frame: object): string;
  decodeFrame(text: string): object;
}

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
