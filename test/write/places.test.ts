import { join } from "node:path";
import { expect, test } from "vitest";
import { plan } from "../../generator/index.js";
import { requireSafe } from "../../generator/write/places.js";
import { own } from "../injection/corpus.js";
import { temporaryFolder } from "../support/project.js";

test.each(["ts/index.ts", "ts/runtime/check.ts", "a", "a-b/c_d.e.f", ".hidden/..two"])(
  "%j is a path in the output folder",
  (path) => {
    expect(() => requireSafe(path)).not.toThrow();
  },
);

test.each([
  "",
  "/",
  "/ts/index.ts",
  "ts/",
  "ts//index.ts",
  ".",
  "..",
  "./ts/index.ts",
  "ts/./index.ts",
  "ts/../../index.ts",
  "ts/..",
  "...",
  "ts\\..\\index.ts",
  "C:/index.ts",
  "ts/index.ts\n",
  "ts/in dex.ts",
  "ts/\u00edndex.ts",
  "ts/index.ts\0",
])("%j is not, and nothing is looked at on disk", (path) => {
  const folder = temporaryFolder();
  expect(() => requireSafe(path)).toThrow("not a path in the output folder");
  expect(() => plan(new Map([[path, "text"]]), join(folder, "generated"), "generated")).toThrow(
    "not a path in the output folder",
  );
});

test("no hostile string is one, unless it is made of plain words", () => {
  const taken = own.filter((text) => {
    try {
      requireSafe(text);
      return true;
    } catch {
      return false;
    }
  });
  expect(taken.filter((text) => !/^[\w-]+(\/[\w-]+)*$/.test(text))).toEqual([]);
});
