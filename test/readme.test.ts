import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { packagePath } from "../generator/package.js";

const readme = readFileSync(packagePath("README.md"), "utf8");

test("every file that the README leads to is there", () => {
  const files = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, file = ""]) => file);
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => !existsSync(packagePath(file)))).toEqual([]);
});

test("every promise of both ends names a test that holds it", () => {
  const [, section = ""] = readme.split("\n## What both ends promise each other\n");
  const [, , ...rows] = (section.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("|"));
  expect(rows.length).toBeGreaterThan(5);
  const tests = rows.map((row) => [...row.matchAll(/\]\((test\/[^)]+\.test\.ts)\)/g)]);
  expect(rows.filter((_, index) => tests[index]?.length === 0)).toEqual([]);
});
