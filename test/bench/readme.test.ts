import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { packagePath } from "../../generator/package.js";
import { plotOf } from "./plot.js";
import type { Results } from "./results.js";
import { tablesOf, withTables } from "./tables.js";

const read = (file: string): string => readFileSync(packagePath(file), "utf8");
const results = JSON.parse(read("test/bench/results.json")) as Results;

it("has the tables of the results in the README", () => {
  const readme = read("README.md");
  expect(readme).toBe(withTables(readme, tablesOf(results)));
});

it("has a plot of the results", () => {
  expect(read("test/bench/results.svg")).toBe(plotOf(results));
});
