import { performance } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { assertedFormats } from "../../generator/model/formats.js";
import { cases } from "./formats.js";
import { fits } from "./predicates.js";

test("a format is asserted if and only if it is in the table", () => {
  expect(assertedFormats.has("date-time")).toBe(true);
  expect(
    ["int32", "double", "unknown", "", "constructor", "toString"].filter((format) =>
      assertedFormats.has(format),
    ),
  ).toEqual([]);
});

test("every asserted format has cases of its own", () => {
  expect(Object.keys(cases).sort()).toEqual([...assertedFormats.keys()].sort());
});

describe.each(Object.entries(cases))("%s", (format, { valid, invalid }) => {
  test("takes what is valid", () => {
    expect(valid.filter((text) => !fits(format, text))).toEqual([]);
  });

  test("refuses what is not", () => {
    const always = valid.flatMap((text) => (text === "" ? [] : [`${text}\n`, ` ${text}`]));
    const refused = [...invalid, ...(isLineFree(format) ? always : [])];
    expect(refused.filter((text) => fits(format, text))).toEqual([]);
  });
});

/** Whether no text of the format may begin with a space or end with the end of a line. */
function isLineFree(format: string): boolean {
  return !["json-pointer", "relative-json-pointer", "regex"].includes(format);
}

describe("a text of 100,000 characters", () => {
  // Each is what a predicate may look at again and again, before and after what makes the text wrong.
  const units = ["a", "1", "a.", "1:", "%41", "/~0", "{a", "{a,", "\\\\", '"', "(", "@", "é", "-", "::"];
  const starts = ["", "P1Y", "http://", "a@", "{"];
  const ends = ["", '"@a', "}", "!"];
  const texts = starts.flatMap((start) =>
    units.flatMap((unit) => ends.map((end) => start + unit.repeat(100_000 / unit.length) + end)),
  );

  test.each([...assertedFormats])("is no trouble for %s", (_, predicate) => {
    const times = texts.map((text) => {
      const begin = performance.now();
      predicate(text);
      return performance.now() - begin;
    });
    // Linear time is a few milliseconds; quadratic time would be many seconds.
    expect(Math.max(...times)).toBeLessThan(1_000);
  });
});
