import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { DiagnosticsError, generate } from "../generator/index.js";
import { packagePath } from "../generator/package.js";
import { temporaryFolder } from "./support/project.js";

interface Schema {
  readonly $defs: Readonly<Record<string, { readonly examples?: readonly object[] }>>;
}

function json<T>(path: string): T {
  return JSON.parse(readFileSync(packagePath(path), "utf8")) as T;
}

test.each(["session", "problems"])("%s.schema.json is plain JSON Schema, its examples valid", (name) => {
  const schema = json<Schema>(`schema/${name}.schema.json`);
  const validate = new Ajv2020({ strict: true, validateFormats: false }).compile(schema);
  const frames = Object.entries(schema.$defs).filter(([definition]) => definition.endsWith("Event"));
  expect(frames.length).toBeGreaterThan(1);
  for (const [, { examples = [] }] of frames) {
    expect(examples.length).toBeGreaterThanOrEqual(2);
    for (const example of examples) expect(validate(example)).toBe(true);
  }
});

const channel = { path: "/a", serverToClient: { $ref: "a.json" } };

test.each([
  ["the default manifest", json<object>("schema/protocol.json"), true],
  ["no name", { channels: { a: channel } }, false],
  ["an unknown key", { name: "a", channels: { a: channel }, channel: {} }, false],
  ["a path without a slash", { name: "a", channels: { a: { ...channel, path: "a" } } }, false],
  ["a channel without direction", { name: "a", channels: { a: { path: "/a" } } }, false],
  ["a tag that is no string", { name: "a", tag: 1, channels: { a: channel } }, false],
])("the schema of the manifest and the reader of the manifest agree: %s", async (_, manifest, isValid) => {
  const validate = new Ajv2020().compile(json<object>("generator/load/manifest.schema.json"));
  expect(validate(manifest)).toBe(isValid);
  const workingFolder = temporaryFolder({ "protocol.json": manifest });
  const refused: unknown = await generate({ inputs: ["protocol.json"], workingFolder }).catch(
    (error) => error,
  );
  const codes = refused instanceof DiagnosticsError ? refused.diagnostics.map(({ code }) => code) : [];
  expect(codes.includes("manifest-invalid")).toBe(!isValid);
});
