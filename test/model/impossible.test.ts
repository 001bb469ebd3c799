import { expect, test } from "vitest";
import type { Codec } from "../../generated/ts/index.js";
import { generatedModule } from "../support/project.js";

/** The codec of a frame `moved` that has these properties too. */
async function codecOf(properties: object, more: object = {}): Promise<Codec<object>> {
  const { codecs } = await generatedModule<{ codecs: { moved: Codec<object> } }>({
    title: "Moved",
    type: "object",
    properties: { kind: { const: "moved" }, ...properties },
    required: ["kind"],
    ...more,
  });
  return codecs.moved;
}

test.each([
  ["false", { old: false }],
  ["two types at once", { old: { allOf: [{ type: "string" }, { type: "number" }] } }],
  ["a constant of another type", { old: { type: "string", const: 1 } }],
])("a property whose schema is %s must never be there", async (_, properties) => {
  const codec = await codecOf(properties);
  expect(codec.is({ kind: "moved" })).toBe(true);
  expect(codec.is({ kind: "moved", old: 1 })).toBe(false);
  expect(() => codec.decode('{"kind":"moved","old":1}')).toThrow("$.old");
});

test("a property that must never be there is not one of the others either", async () => {
  const codec = await codecOf({ old: false }, { additionalProperties: true });
  expect(codec.is({ kind: "moved", new: 1 })).toBe(true);
  expect(codec.is({ kind: "moved", old: 1 })).toBe(false);
});

test("an object constant has one canonical text, whatever the order of its keys in the value", async () => {
  const codec = await codecOf({ at: { const: { x: 1, y: 2 } } });
  expect(codec.encode({ kind: "moved", at: { y: 2, x: 1 } })).toBe('{"kind":"moved","at":{"x":1,"y":2}}');
});
