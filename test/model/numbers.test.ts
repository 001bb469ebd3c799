import { expect, test } from "vitest";
import { type AnyModule, frame, union } from "../generated/protocols.js";
import { generatedModule } from "../support/project.js";

test("what may be an integer or any number has one canonical text, whichever stands first", async () => {
  const [whole, any] = [{ type: "integer" }, { type: "number" }];
  const schema = union({ Moved: frame("moved", { a: { anyOf: [whole, any] }, b: { anyOf: [any, whole] } }) });
  const { encodeFrame } = await generatedModule<AnyModule>(schema);
  const textOf = (value: number) => encodeFrame({ kind: "moved", a: value, b: value });
  expect(textOf(1)).toBe('{"kind":"moved","a":1,"b":1}');
  expect(textOf(0.5)).toBe('{"kind":"moved","a":0.5,"b":0.5}');
  expect(textOf(1e16)).toBe('{"kind":"moved","a":1e16,"b":1e16}');
});

test("a constant may have an integer in it that no number holds", async () => {
  const [text, other] = ["9007199254740993", "9007199254740992"].map(
    (digits) => `{"kind":"moved","a":{"b":[${digits}]}}`,
  ) as [string, string];
  // As text, since JavaScript would lose a digit.
  const constant = '{"const":{"b":[9007199254740993]}}';
  const schema = `{"title":"Moved","type":"object","required":["kind","a"],"properties":{"kind":{"const":"moved"},"a":${constant}}}`;
  const { codecs } = await generatedModule<AnyModule>(schema);
  expect(codecs.moved?.encode(codecs.moved.decode(text))).toBe(text);
  expect(() => codecs.moved?.decode(other)).toThrow('Expected `{"b":["9007199254740993"]}`');
});
