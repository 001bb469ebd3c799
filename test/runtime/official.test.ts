import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { assertedFormats } from "../../generator/model/formats.js";
import { packagePath } from "../../generator/package.js";
import { fits } from "./predicates.js";

interface Group {
  readonly description: string;
  readonly schema: { readonly format: string };
  readonly tests: readonly {
    readonly description: string;
    readonly data: unknown;
    readonly valid: boolean;
  }[];
}

const named = process.env.JSON_SCHEMA_TEST_SUITE;
const suite = join(named ?? packagePath("../shared/json-schema-test-suite"), "tests");
// One that is named must be there.
const isThere = named !== undefined || existsSync(suite);
if (!isThere) {
  console.log("SKIPPED: no ../shared/json-schema-test-suite, and JSON_SCHEMA_TEST_SUITE is not set");
}

describe.runIf(isThere).each(["draft2020-12", "draft7"])("the official tests of formats, %s", (draft) => {
  const folder = join(suite, draft, "optional/format");
  const groups = (isThere ? readdirSync(folder) : []).flatMap((file): Group[] =>
    JSON.parse(readFileSync(join(folder, file), "utf8")),
  );

  test("are of formats that are asserted, but for the one that there is not", () => {
    const formats = new Set(groups.map(({ schema }) => schema.format));
    expect(formats.size).toBeGreaterThanOrEqual(18);
    expect([...formats].filter((format) => !assertedFormats.has(format))).toEqual(["unknown"]);
  });

  test.each(groups.filter(({ schema }) => assertedFormats.has(schema.format)))(
    "$description",
    ({ schema, tests }) => {
      // What is not a string fits every format (Validation §7.2.2); a predicate is asked of strings only.
      const wrong = tests.filter(
        ({ data, valid }) => (typeof data === "string" ? fits(schema.format, data) : true) !== valid,
      );
      expect(wrong.map(({ description, data }) => ({ description, data }))).toEqual([]);
    },
  );
});
