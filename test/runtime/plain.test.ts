import { describe, expect, test } from "vitest";
import { plainText } from "../../generator/runtime/plain.js";

describe("plain data", () => {
  const values: readonly unknown[] = [
    {},
    [],
    null,
    true,
    -0.5,
    "é\u2028\ud83d\ude00",
    { a: [1, { b: null }], "": "" },
    -123_456_789_012_345,
    "1234567890123456".slice(1),
  ];

  test.each(values.map((value) => [JSON.stringify(value), value]))(
    "%s is written as it is",
    (text, value) => {
      expect(plainText(value)).toBe(text);
    },
  );

  const others: readonly (readonly [name: string, value: unknown])[] = [
    ["undefined inside", { a: undefined }],
    ["a hole", new Array(1)],
    ["a function", { a: () => 1 }],
    ["NaN", [Number.NaN]],
    ["an unsafe integer", { a: 2 ** 53 }],
    ["half of a surrogate pair", { a: ["\ud800"] }],
    ["a Date", { a: new Date(0) }],
    ["no prototype", Object.create(null)],
    ["an array of another class", new (class extends Array {})()],
    ["a method toJSON", { toJSON: () => 1 }],
    ["a number in disguise", [Object.setPrototypeOf(Object(5), Object.prototype)]],
    ["a truth value in disguise", [Object.setPrototypeOf(Object(true), Object.prototype)]],
    ["a string in disguise", [Object.setPrototypeOf(Object("text"), Object.prototype)]],
    ["an empty string in disguise", [Object.setPrototypeOf(Object(""), Object.prototype)]],
  ];

  test.each(others)("%s is left to others", (_, value) => {
    expect(plainText(value)).toBeUndefined();
  });

  test.each([15, 16, 17, 31, 32, 33])(
    "of %i digits in a row those that a number may not hold are found",
    (length) => {
      for (let before = 0; before < 40; before++) {
        const value = `${"-".repeat(before)}${"7".repeat(length)}.${"-".repeat(before % 3)}`;
        expect(plainText(value)).toBe(length < 16 ? JSON.stringify(value) : undefined);
      }
    },
  );

  test("what might be an integer that a number does not hold is left to others, a fraction is not", () => {
    expect(plainText({ a: "-123456789012345" })).toBe('{"a":"-123456789012345"}');
    expect(plainText({ a: "-1234567890123456" })).toBeUndefined();
    expect(plainText([1234567890123456])).toBeUndefined();
    expect(plainText([Math.PI, Math.LN2 / 10, 1e-7])).toBe("[3.141592653589793,0.06931471805599453,1e-7]");
  });
});
