/*
 * Puts what `results.json` says into the README, between its marks, and into the plot beside it:
 *
 *   npm run bench:readme
 */
import { readFileSync, writeFileSync } from "node:fs";
import { plotOf } from "./plot.js";
import type { Results } from "./results.js";
import { tablesOf, withTables } from "./tables.js";

const results = JSON.parse(readFileSync("test/bench/results.json", "utf8")) as Results;
writeFileSync("README.md", withTables(readFileSync("README.md", "utf8"), tablesOf(results)));
writeFileSync("test/bench/results.svg", plotOf(results));
