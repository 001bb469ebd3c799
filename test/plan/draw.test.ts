import { describe, expect, test } from "vitest";
import { DiagnosticsError } from "../../generator/index.js";
import { anyObject } from "../../generator/model/basic.js";
import type { Definition, Json, JsonObject, Protocol, Type } from "../../generator/model/types.js";
import { packagePath } from "../../generator/package.js";
import { read } from "../../generator/pipeline.js";
import { Checker } from "../../generator/plan/checker.js";
import { Drawer } from "../../generator/plan/draw.js";
import { goldenNames, goldenOptions } from "../support/golden.js";

const none: Pick<Protocol, "definitions"> = { definitions: [] };
const text: Type = { kind: "string", patterns: [] };

/** What a drawer of no protocol draws of a type. */
function draws(type: Type, times = 200): Json[] {
  const drawer = new Drawer(none, 7);
  return Array.from({ length: times }, () => drawer.value(type)).filter((value) => value !== undefined);
}

function protocols(): [name: string, protocol: Protocol][] {
  return goldenNames.flatMap((name): [string, Protocol][] => {
    try {
      return [[name, read(goldenOptions(name)).protocol]];
    } catch (error) {
      if (!(error instanceof DiagnosticsError)) throw error;
      return [];
    }
  });
}

describe("a drawer", () => {
  test("finds values of every type of every golden protocol, all of which their check accepts", () => {
    let drawn = 0;
    for (const [name, protocol] of protocols()) {
      const drawer = new Drawer(protocol);
      const checker = new Checker(protocol);
      for (const definition of protocol.definitions) {
        const type: Type = { kind: "reference", name: definition.name };
        const values = Array.from({ length: 12 }, () => drawer.value(type));
        const issues = values.flatMap((value) =>
          value === undefined
            ? "nothing drawn"
            : checker.report(type, value).issues.map(({ message }) => message),
        );
        expect({ name, definition: definition.name, issues }).toEqual({
          name,
          definition: definition.name,
          issues: [],
        });
        drawn += values.length;
      }
    }
    expect(drawn).toBeGreaterThan(1500);
  });

  test("draws the same for the same seed, and other values for another", () => {
    const { protocol } = read({ inputs: ["schema/protocol.json"], workingFolder: packagePath(".") });
    const frames = (seed: number, first?: string) => {
      const drawer = new Drawer(protocol, seed);
      if (first !== undefined) drawer.frame(first);
      return Array.from({ length: 10 }, () => drawer.frame("DoneEvent"));
    };
    expect(frames(1)).toEqual(frames(1, "PhaseEvent"));
    expect(frames(1)).not.toEqual(frames(2));
    expect(new Set(frames(1).map((frame) => JSON.stringify(frame))).size).toBeGreaterThan(5);
  });

  test("draws what is special about each type of value", () => {
    const numbers = draws({ kind: "number", isInteger: true, minimum: -3 });
    expect(numbers).toEqual(expect.arrayContaining([-3, -2, Number.MAX_SAFE_INTEGER]));
    const { minimum, maximum } = { minimum: -(2n ** 63n), maximum: 2n ** 63n - 1n };
    const bigints = draws({ kind: "bigint", format: "int64", minimum, maximum });
    expect(bigints).toEqual(expect.arrayContaining([minimum, maximum, 2n ** 53n + 1n]));
    expect(draws(text)).toEqual(expect.arrayContaining(["", "😀", "line\nbreak\r\ttab\b\f"]));
    const members: Type[] = [{ kind: "literal", value: "a" }, { kind: "null" }, text, { kind: "boolean" }];
    const kinds = draws({ kind: "union", members, isExclusive: false }).map((value) =>
      value === null || value === "a" ? value : typeof value,
    );
    expect(new Set(kinds)).toEqual(new Set(["a", null, "string", "boolean"]));
  });

  test("draws properties that may be there, and such as are not declared but belong to the value", () => {
    const annotations = {};
    const source = { file: "", pointer: "" };
    const properties = [
      { name: "must", isRequired: true, type: text, annotations, source },
      { name: "may", isRequired: false, type: text, annotations, source },
    ];
    const open = draws({ kind: "object", properties, others: { kind: "boolean" } }) as JsonObject[];
    expect(open.every((value) => Object.hasOwn(value, "must"))).toBe(true);
    expect(new Set(open.map((value) => Object.hasOwn(value, "may")))).toEqual(new Set([true, false]));
    expect(open.some((value) => Object.keys(value).some((key) => !key.startsWith("m")))).toBe(true);
    const closed = draws({ kind: "object", properties, others: "ignored" }) as JsonObject[];
    expect(closed.every((value) => Object.keys(value).every((key) => key.startsWith("m")))).toBe(true);
  });

  test.each([
    "^[a-z]{3}-\\d+$",
    "^(?=.*\\d)(?=.*[a-z]).{8,20}$",
    "^\\p{Lu}\\p{Ll}+$",
    "^\\S+@\\S+\\.\\S+$",
    "^(?!a)b*$",
  ])("finds strings that match %s", (pattern) => {
    const found = draws({ kind: "string", patterns: [pattern], maxLength: 30 }, 20);
    expect(found).toHaveLength(20);
    expect(found.every((value) => new RegExp(pattern, "u").test(value as string))).toBe(true);
    expect(new Set(found).size).toBeGreaterThan(3);
  });

  test("finds words of patterns of which there are too many to list", () => {
    const start = performance.now();
    for (const pattern of ["^(ab|cd|ef){30}$", "^(a?){900}$", "^(a?b?){200}c$", "^(?:[a-z]{1,8} ){40}$"]) {
      const found = draws({ kind: "string", patterns: [pattern] }, 5);
      expect(found.map((value) => new RegExp(pattern, "u").test(value as string))).toEqual(
        Array(5).fill(true),
      );
    }
    expect(draws({ kind: "string", patterns: ["^(a?){100000}$"] }, 1)).toEqual([""]);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test("gives nothing where there is nothing, or nothing to be found, and does not look for long", () => {
    const start = performance.now();
    const many = { kind: "array", prefix: [], items: text, minItems: 1e9 } as const;
    expect(draws(many, 1)).toEqual([]);
    expect(draws({ ...text, minLength: 1e9 }, 1)).toEqual([]);
    expect(draws({ kind: "string", patterns: ["^a$", "^b$"] }, 1)).toEqual([]);
    expect(draws({ kind: "constrained", type: text, rules: [{ is: "not", type: text }] }, 1)).toEqual([]);
    expect(draws({ kind: "string", patterns: ["^(a{1000}){1000}$"] }, 1)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test("comes to an end in types that contain themselves, several times and only in unlikely members", () => {
    const self: Type = { kind: "reference", name: "Tree" };
    const many: Type = { kind: "array", prefix: [], items: self, minItems: 2 };
    const members: Type[] = [many, many, many, many, { kind: "null" }];
    const definition = (type: Type): Definition => ({
      name: "Tree",
      type,
      annotations: {},
      source: { file: "", pointer: "" },
      levels: Number.POSITIVE_INFINITY,
    });
    const tree = new Drawer({ definitions: [definition({ kind: "union", members, isExclusive: false })] }, 3);
    const sizes = Array.from({ length: 20 }, () => JSON.stringify(tree.value(self)).length);
    expect(Math.max(...sizes)).toBeGreaterThan(20);
    expect(Math.max(...sizes)).toBeLessThan(20_000);
    expect(new Drawer({ definitions: [definition(many)] }).value(self)).toBeUndefined();
    const child = {
      name: "child",
      isRequired: true,
      type: many,
      annotations: {},
      source: { file: "", pointer: "" },
    };
    const parent: Type = { kind: "object", properties: [child], others: "ignored" };
    const folded: Type = { kind: "constrained", type: anyObject, rules: [{ is: "fits", type: parent }] };
    expect(new Drawer({ definitions: [definition(folded)] }).frame("Tree")).toBeUndefined();
  });
});
