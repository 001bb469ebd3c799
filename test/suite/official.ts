import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ArrayNode, parse, type ValueNode } from "@humanwhocodes/momoa";
import { packagePath } from "../../generator/package.js";

/** The drafts of which the tests are run, as the suite names their folders. */
export type Draft = "draft2020-12" | "draft7";

/** A schema of the official suite, and the instances that are tried on it. */
export interface Group {
  readonly draft: Draft;
  /** The file it is from, with `/`, relative to the folder of the draft. */
  readonly file: string;
  readonly description: string;
  /** The schema as it is written. */
  readonly schema: string;
  readonly tests: readonly Instance[];
}

/** An instance of the official suite. */
export interface Instance {
  readonly description: string;
  /** The instance as it is written: `1.0` is not the same text as `1`. */
  readonly text: string;
  readonly isValid: boolean;
}

const named = process.env.JSON_SCHEMA_TEST_SUITE;

/**
 * The folder of the official suite (https://github.com/json-schema-org/JSON-Schema-Test-Suite): the one that
 * `JSON_SCHEMA_TEST_SUITE` names, else `../shared/json-schema-test-suite`; nothing where neither is there.
 *
 * @throws Error where the one that is named is not there: to be asked for and skipped is not the same.
 */
export const suiteFolder: string | undefined = (() => {
  const folder = named ?? packagePath("../shared/json-schema-test-suite");
  if (existsSync(join(folder, "tests"))) return folder;
  if (named === undefined) return undefined;
  throw new Error(`JSON_SCHEMA_TEST_SUITE names ${named}, which has no folder \`tests\`.`);
})();

/** What a test says of itself where there is no suite. */
export const skipped: string =
  suiteFolder === undefined
    ? " (skipped: no ../shared/json-schema-test-suite, and JSON_SCHEMA_TEST_SUITE is not set)"
    : "";

/**
 * The groups of the files right in a folder of the suite.
 *
 * @param under - the folder in that of the draft: none for the required tests, `optional`, `optional/format`.
 */
export function groupsOf(suite: string, draft: Draft, under = ""): Group[] {
  const folder = join(suite, "tests", draft);
  const files = readdirSync(join(folder, under))
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => (under === "" ? name : `${under}/${name}`));
  return files.flatMap((file) => groupsIn(readFileSync(join(folder, file), "utf8"), draft, file));
}

function groupsIn(text: string, draft: Draft, file: string): Group[] {
  const cut = ({ loc }: ValueNode) => text.slice(loc.start.offset, loc.end.offset);
  const read = (node: ValueNode): unknown => JSON.parse(cut(node));
  const groups = parse(text, { mode: "json" }).body as ArrayNode;
  return groups.elements.map(({ value: group }) => ({
    draft,
    file,
    description: read(member(group, "description")) as string,
    schema: cut(member(group, "schema")),
    tests: (member(group, "tests") as ArrayNode).elements.map(({ value: test }) => ({
      description: read(member(test, "description")) as string,
      text: cut(member(test, "data")),
      isValid: read(member(test, "valid")) as boolean,
    })),
  }));
}

function member(node: ValueNode, name: string): ValueNode {
  const members = node.type === "Object" ? node.members : [];
  const found = members.find((one) => one.name.type === "String" && one.name.value === name);
  if (!found) throw new Error(`A group or test of the suite has no \`${name}\`.`);
  return found.value;
}
