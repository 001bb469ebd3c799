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
