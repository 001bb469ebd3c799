import { expect, test } from "vitest";
import { isSame } from "./same.js";

const parse = JSON.parse as (text: string) => object;

test.each([
  ["the sign of zero", [-0], [0]],
  ["the order of properties", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["a property named __proto__", parse('{"__proto__":{}}'), {}],
  ["what is in one", parse('{"__proto__":{"a":1}}'), parse('{"__proto__":{"a":2}}')],
  ["a prototype", Object.create(null), {}],
  ["a prototype that lends a property", Object.create({ a: 1 }), {}],
  ["an array or an object", [], {}],
  ["a property that is undefined or missing", { a: undefined }, {}],
  ["an element that is undefined or missing", [undefined], Array(1)],
  ["a number or a bigint", { a: 1 }, { a: 1n }],
  ["null or an object", { a: null }, { a: {} }],
  ["a property that can't be changed", Object.freeze({ a: 1 }), { a: 1 }],
  ["a property that is not listed", Object.defineProperty({}, "a", { value: 1 }), { a: 1 }],
])("values that differ in %s are not the same", (_, one, other) => {
  expect(isSame(one, other)).toBe(false);
  expect(isSame(other, one)).toBe(false);
  expect(isSame({ deep: [one] }, { deep: [other] })).toBe(false);
});

test("values are the same as what is parsed of one text", () => {
  const text = '{"a":[1,-0,"x",null,true,{"__proto__":{"b":[]}}],"1":{}}';
  expect(isSame(parse(text), parse(text))).toBe(true);
  expect(isSame(Number.NaN, Number.NaN)).toBe(true);
  expect(isSame(1n, 1n)).toBe(true);
});
