import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DiagnosticsError, type Protocol, read } from "../../generator/index.js";
import { temporaryFolder } from "../support/project.js";

const point = { type: "object", properties: { x: { type: "number" } } };

/** A frame with a field that refers to `$ref`. */
const moved = ($ref: string) => ({
  type: "object",
  properties: { kind: { const: "moved" }, point: { $ref } },
  required: ["kind", "point"],
});

/** A schema in `schema/` that refers to `$ref`, beside a folder `secret/` that it must not reach. */
function project($ref: string): string {
  return temporaryFolder({
    "schema/events.schema.json": moved($ref),
    "schema/shapes/point.schema.json": point,
    "secret/point.schema.json": point,
  });
}

function readSchema(workingFolder: string, input = "schema/events.schema.json"): Protocol {
  return read({ inputs: [input], workingFolder }).protocol;
}

/** What is said about the schema, each with its place. */
function refusal(workingFolder: string): string[] {
  try {
    readSchema(workingFolder);
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    return error.diagnostics.map(({ code, file, pointer }) => `${code} ${file}#${pointer}`);
  }
  return [];
}

const outside = ["ref-outside-root schema/events.schema.json#/properties/point/$ref"];

test("a link to a file outside the schema folder is refused", () => {
  const folder = project("point.schema.json");
  symlinkSync(join(folder, "secret/point.schema.json"), join(folder, "schema/point.schema.json"));
  expect(refusal(folder)).toEqual(outside);
});

test("a link to a folder outside the schema folder is refused, and so is a link to that link", () => {
  const folder = project("far/point.schema.json");
  symlinkSync(join(folder, "secret"), join(folder, "schema/near"), "dir");
  symlinkSync(join(folder, "schema/near"), join(folder, "schema/far"), "dir");
  expect(refusal(folder)).toEqual(outside);
});

test("a link that goes out and leads nowhere is refused, whether or not its target exists", () => {
  const folder = project("gone.schema.json");
  symlinkSync(join(folder, "secret/gone.schema.json"), join(folder, "schema/gone.schema.json"));
  expect(refusal(folder)).toHaveLength(1);
});

test("a link that stays in the schema folder is followed, to a file that has one name", () => {
  const folder = project("alias.schema.json");
  symlinkSync(join(folder, "schema/shapes/point.schema.json"), join(folder, "schema/alias.schema.json"));
  expect(readSchema(folder).files).toEqual(["schema/events.schema.json", "schema/shapes/point.schema.json"]);
});

test("a schema folder that is a link itself is a root like any other", () => {
  const folder = project("shapes/point.schema.json");
  mkdirSync(join(folder, "elsewhere"));
  symlinkSync(join(folder, "schema"), join(folder, "elsewhere/link"), "dir");
  expect(readSchema(folder, "elsewhere/link/events.schema.json").definitions).toHaveLength(2);
});
