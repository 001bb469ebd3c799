import { describe, expect, test, vi } from "vitest";
import { copiedText, copiesOf, objectCopy, plainData, plainFloat } from "../../generator/runtime/copy.js";
import { isNumber, isObject } from "../../generator/runtime/guard.js";
import { NoText } from "../../generator/runtime/text.js";

interface Point {
  readonly x: number;
  readonly y?: number;
  readonly more?: unknown;
}

const isPoint = (value: unknown): value is Point =>
  isObject<keyof Point>(value) && isNumber(value.x) && (value.y === undefined || isNumber(value.y));

const copyPoint = (value: Point): object =>
  objectCopy(value, ({ x, y, more }) => ({
    x,
    y: y === undefined ? undefined : plainFloat(y),
    more: more === undefined ? undefined : plainData(more),
  }));

/** The text of these points, and whether they have been written one by one. */
function written(points: readonly unknown[]): [text: string, isOneByOne: boolean] {
  const write = vi.fn((point: Point) => (isPoint(point) ? "written" : "refused"));
  const text = copiedText(points as readonly Point[], write, isPoint, copyPoint, true);
  return [text, write.mock.calls.length > 0];
}

describe("copies", () => {
  test.each<readonly [name: string, points: readonly unknown[], text: string]>([
    ["in order", [{ x: 1, y: 0.5 }], '[{"x":1,"y":0.5}]'],
    ["out of order", [{ y: 0.5, x: 1 }], '[{"x":1,"y":0.5}]'],
    ["with fields that are not declared", [{ z: 1, x: 1 }, { x: 2 }], '[{"x":1},{"x":2}]'],
    ["with data", [{ more: { b: [1], a: null }, x: 1 }], '[{"x":1,"more":{"b":[1],"a":null}}]'],
    ["none", [], "[]"],
  ])("%s are written together", (_, points, text) => {
    expect(written(points)).toEqual([text, false]);
  });

  test.each<readonly [name: string, points: readonly unknown[], text: string]>([
    ["a whole number that has a point on the wire", [{ x: 1, y: 2 }], "[written]"],
    ["a small number that has an exponent on the wire", [{ x: 1, y: 0.000_002 }], "[written]"],
    ["data that is not plain", [{ x: 1, more: Object.create(null) }], "[written]"],
    ["data with half of a surrogate pair", [{ x: 1, more: "\ud800" }], "[written]"],
    ["data with many digits", [{ x: 1, more: "1234567890123456" }], "[written]"],
    [
      "an object of a class",
      [
        new (class {
          x = 1;
        })(),
      ],
      "[written]",
    ],
    ["what the guard refuses", [{ x: 1 }, { x: Number.NaN }], "[written,refused]"],
    ["a hole", new Array(1), "[refused]"],
  ])("%s is left to the writer", (_, points, text) => {
    expect(written(points)).toEqual([text, true]);
  });

  test("are what is looked at, and written: a getter is asked once", () => {
    const getter = vi.fn(() => (getter.mock.calls.length > 1 ? Number.NaN : 1));
    const point = Object.defineProperty({}, "x", { get: getter, enumerable: true });
    expect(written([point])).toEqual(['[{"x":1}]', false]);
    expect(getter).toHaveBeenCalledTimes(1);
  });

  test.each<readonly [name: string, prototype: object, property: string, text: string]>([
    ["arrays are written otherwise", Array.prototype, "toJSON", "[written]"],
    ["objects are written otherwise", Object.prototype, "toJSON", "[written]"],
    ["arrays have an element already", Array.prototype, "0", '[{"x":1}]'],
  ])("are what is written where all %s", (_, prototype, property, text) => {
    Object.defineProperty(prototype, property, { get: () => () => "x", set() {}, configurable: true });
    let found: string;
    try {
      found = copiedText([{ x: 1 }], () => "written", isPoint, copyPoint);
    } finally {
      Reflect.deleteProperty(prototype, property);
    }
    expect(found).toBe(text);
  });

  class Strings extends Array<string> {
    toJSON(): string {
      return "x";
    }
  }

  test.each<readonly [name: string, values: readonly string[]]>([
    ["a class of arrays", Strings.of("a")],
    [
      "an array that says what a slice of it is",
      Object.assign(["a"], { constructor: { [Symbol.species]: Strings } }),
    ],
  ])("are not what %s makes", (_, values) => {
    expect(() => copiesOf(values)).toThrow(NoText);
  });

  test("are made without the methods of an array itself", () => {
    const values = Object.assign(["a", "b"], { map: () => ["c"], slice: () => ["d"] });
    expect(copiesOf(values)).toEqual(["a", "b"]);
    expect(copiesOf(values, (value) => value + value)).toEqual(["aa", "bb"]);
    expect([...values]).toEqual(["a", "b"]);
  });

  test("are written together whatever their digits, unless there is data in them that is not copied", () => {
    const name = "1234567890123456";
    const written = (hasData: boolean) =>
      copiedText(
        [{ name }],
        () => "written",
        isObject,
        (value) => objectCopy(value, ({ name }) => ({ name })),
        hasData,
      );
    expect(written(false)).toBe(`[{"name":"${name}"}]`);
    expect(written(true)).toBe("[written]");
  });

  test("are made of arrays and plain objects alone", () => {
    expect(copiesOf(["a", "b"])).toEqual(["a", "b"]);
    expect(() => copiesOf("ab" as never)).toThrow(NoText);
    expect(() => objectCopy([], () => ({}))).toThrow(NoText);
  });
});
