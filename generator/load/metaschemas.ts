import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Document } from "./document.js";

const folder = "ajv/dist/refs";
const draft2020 = "https://json-schema.org/draft/2020-12/";
const draft7 = "http://json-schema.org/draft-07/schema";
const parts = [
  "applicator",
  "content",
  "core",
  "format-annotation",
  "meta-data",
  "unevaluated",
  "validation",
];

/** The metaschemas that need not be at hand, by their URIs: where they are in the packages that this one depends on. */
const paths: ReadonlyMap<string, string> = new Map([
  [draft7, `${folder}/json-schema-draft-07.json`],
  [`${draft2020}schema`, `${folder}/json-schema-2020-12/schema.json`],
  ...[...parts, "format-assertion"].map((part): [string, string] => [
    `${draft2020}meta/${part}`,
    `${folder}/json-schema-2020-12/meta/${part === "format-assertion" ? "format-annotation" : part}.json`,
  ]),
]);

/** Whether the URI is that of a metaschema of a draft that is read. */
export function isMetaschema(uri: string): boolean {
  return paths.has(uri);
}

/** The metaschema of that URI, which is also what it is called in messages. */
export function readMetaschema(uri: string): Document {
  const text = readFileSync(createRequire(import.meta.url).resolve(paths.get(uri) as string), "utf8");
  // The metaschemas of the two vocabularies of `format` differ in nothing but their names (Validation §7.2).
  const isAssertion = uri.endsWith("/format-assertion");
  return new Document(
    uri,
    uri,
    isAssertion ? text.replaceAll("format-annotation", "format-assertion") : text,
  );
}
