import { expect, test } from "vitest";
import { DiagnosticsError } from "../../generator/diagnostics.js";
import type { Json } from "../../generator/model/types.js";
import { temporaryFolder } from "../support/project.js";
import { balanced } from "./near.js";
import { hyperjump, opinionOfAjv } from "./oracle.js";
import { Random, seed } from "./random.js";
import type { SchemaObject } from "./schemas.js";
import { shrunk } from "./shrink.js";
import { checkerOf } from "./subject.js";
import { sampleOf } from "./vocabulary.js";

/** How many pairs of a schema and a value are judged. */
const PAIRS = 100_000;
/** How many values there are for a schema, at most. */
const VALUES = 40;
/** Of how many schemas with a wrong verdict the smallest is looked for. */
const SHRUNK = 5;

test(`the check gives the verdict of hyperjump on ${PAIRS} values of schemas of any vocabulary`, {
  timeout: 600_000,
}, async () => {
  const folder = temporaryFolder();
  const failures: string[] = [];
  const refusals: string[] = [];
  const counts = { schemas: 0, pairs: 0, accepted: 0, wrong: 0 };
  for (let number = 0; counts.pairs < PAIRS; number++) {
    const random = new Random(seed + number);
    const sample = sampleOf(random);
    counts.schemas++;
    const check = checkerOf(folder, sample.schema);
    if (check instanceof DiagnosticsError) {
      refusals.push(check.message.split("\n")[0] as string);
      continue;
    }
    const oracle = await hyperjump(sample.schema);
    const values = balanced(sample, random, oracle, VALUES);
    const wrong = values.filter(({ value, isValid }) => check(value) !== isValid);
    counts.pairs += values.length;
    counts.accepted += values.filter(({ isValid }) => isValid).length;
    counts.wrong += wrong.length;
    const [first] = wrong;
    if (!first || failures.length >= SHRUNK) continue;
    failures.push(`seed ${seed}, schema ${number}: ${await smallest(folder, sample.schema, first.value)}`);
  }
  const { schemas, pairs, accepted, wrong } = counts;
  console.info(
    `seed ${seed}: ${schemas} schemas (${refusals.length} refused), ${pairs} pairs, ` +
      `${((100 * accepted) / pairs).toFixed(1)} % accepted, ${wrong} wrong`,
  );
  expect.soft(failures).toEqual([]);
  expect.soft(wrong).toBe(0);
  expect.soft(accepted / pairs).toBeGreaterThan(0.3);
  expect.soft(accepted / pairs).toBeLessThan(0.7);
  expect.soft(tally(refusals)).toEqual({});
});

/** The smallest schema and value that there is still a difference about, in words. */
async function smallest(folder: string, schema: SchemaObject, value: Json): Promise<string> {
  const isWrong = async (schema: Json, value: Json) => {
    try {
      const check = checkerOf(folder, schema as SchemaObject);
      if (check instanceof DiagnosticsError) return false;
      return check(value) !== (await hyperjump(schema as SchemaObject))(value);
    } catch {
      return false; // not a schema any more
    }
  };
  const least = (await shrunk(schema, [true, false, {}], (smaller) =>
    isWrong(smaller, value),
  )) as SchemaObject;
  const leastValue = await shrunk(value, [null, 0, "", [], {}], (smaller) => isWrong(least, smaller));
  const verdict = (await hyperjump(least))(leastValue) ? "accepts" : "rejects";
  const [schemaText, valueText] = [JSON.stringify(least), JSON.stringify(leastValue)];
  const second = opinionOfAjv(least, leastValue);
  return `hyperjump ${verdict} (ajv ${second}) ${valueText} under ${schemaText}`;
}

/** How often there is each of several lines. */
function tally(lines: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of lines) counts[line] = (counts[line] ?? 0) + 1;
  return counts;
}
