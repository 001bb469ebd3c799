import { expect, test } from "vitest";
import { generatedModule } from "../support/project.js";
import { frame } from "./protocols.js";

interface Codec {
  decodeFrame(text: string): object;
  encodeFrame(frame: object): string;
  frameFromObject(value: unknown): object;
  tryDecodeFrame(text: string): { error?: { issues: { path: string; expected: string }[] } };
}

/** What `act` gives while all objects have a property, as a careless library may give them one. */
function polluted<T>(name: string, value: unknown, act: () => T): T {
  Object.defineProperty(Object.prototype, name, { value, enumerable: false, configurable: true });
  try {
    return act();
  } finally {
    Reflect.deleteProperty(Object.prototype, name);
  }
}

test.each([
  ["minimum", 1000],
  ["maximum", 0],
  ["exclusiveMinimum", 1000],
  ["exclusiveMaximum", 0],
  ["multipleOf", [1000]],
  ["get", () => 1],
  ["kind", "other"],
])("a hidden `%s` of all objects changes no verdict and no text", async (name, value) => {
  const schema = frame("a", { n: { type: "integer" }, big: {} });
  const { decodeFrame, encodeFrame, frameFromObject, tryDecodeFrame } = await generatedModule<Codec>(schema);
  const text = '{"kind":"a","n":7,"big":{"x":0.1234567890123456}}';
  const plain = JSON.parse(text) as unknown;
  const written = polluted(name, value, () => encodeFrame(decodeFrame(text)));
  const checked = polluted(name, value, () => frameFromObject(plain));
  const refused = polluted(name, value, () => tryDecodeFrame('{"kind":"a","n":7.5,"big":1}'));
  expect(written).toBe(text);
  expect(checked).toEqual(plain);
  expect(refused.error?.issues.map(({ path, expected }) => [path, expected])).toEqual([["$.n", "integer"]]);
});
