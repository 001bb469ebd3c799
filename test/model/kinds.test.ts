import { expect, test } from "vitest";
import { type AnyCodec, frame, union } from "../generated/protocols.js";
import { generatedModule } from "../support/project.js";

test("a number and the string of its digits are two kinds of a union, but not of one table", async () => {
  const schema = union({ Started: frame(1), Stopped: frame("1") });
  const { event, codecs } = await generatedModule<{ event: AnyCodec; codecs?: unknown }>(schema);
  expect(codecs).toBeUndefined();
  expect(event.kinds).toEqual([1, "1"]);
  expect(event.decode('{"kind":1}')).toEqual({ kind: 1 });
  expect(event.decode('{"kind":"1"}')).toEqual({ kind: "1" });
});
