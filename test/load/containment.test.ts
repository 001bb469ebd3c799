import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Reading, reading } from "./reading.js";

/** The base URIs that the document which refers may have given itself. */
const bases = [
  undefined,
  "https://example.org/schema/a.json",
  "https://remote.example/a.json",
  "file:///etc/a.json",
  "file:///a.json",
  "/etc/a.json",
  "../secret/a.json",
  "urn:example:a",
];

/** A document with one of those bases in `schema/`, and what it must not reach in `secret/`. */
function project($id: string | undefined): Reading {
  return reading(
    {
      "schema/a.json": { ...($id === undefined ? {} : { $id }), title: "A" },
      "schema/remote/b.json": { title: "B" },
      "schema/c.json": { title: "C" },
      "secret/s.json": { title: "Secret" },
      "schema-too/s.json": { title: "Secret" },
    },
    { remotes: { "https://remote.example/": "schema/remote", "urn:remote:": "schema/remote" } },
  );
}

const spellings: readonly ((folder: string) => string)[] = [
  () => "../secret/s.json",
  () => "../schema-too/s.json",
  () => "./remote/../../secret/s.json",
  () => "%2e%2e/secret/s.json",
  () => "..%2fsecret%2fs.json",
  () => "%2E%2e%2Fsecret/s.json",
  () => ".%2e/secret/s.json",
  () => "..\\secret\\s.json",
  () => "..%5csecret%5cs.json",
  () => "remote/..\\..\\..\\secret\\s.json",
  () => "\t../secret/s.json",
  () => ".\n./secret/s.json",
  (folder) => `${folder}/secret/s.json`,
  (folder) => `${folder}/schema/c.json`,
  (folder) => `/${folder}/secret/s.json`,
  (folder) => `///${folder}/secret/s.json`,
  (folder) => encodeURIComponent(`${folder}/secret/s.json`),
  (folder) => `file://${folder}/secret/s.json`,
  (folder) => `FILE:${folder}/secret/s.json`,
  (folder) => `file:\\\\${folder}\\secret\\s.json`,
  (folder) => `file://localhost${folder}/schema/c.json`,
  (folder) => `framewright-file://${folder}/schema/c.json`,
  () => "file:../secret/s.json",
  () => "/etc/passwd",
  () => "C:\\secret\\s.json",
  () => "C:/secret/s.json",
  () => "C%3A/secret/s.json",
  () => "\\\\server\\share\\s.json",
  () => "//server/share/s.json",
  () => "s.json%00",
  () => "%00",
  () => "../secret/s.json%00.json",
  () => "https://remote.example/../../secret/s.json",
  () => "https://remote.example/%2e%2e/%2e%2e/schema-too/s.json",
  () => "https://remote.example/..%2f..%2fsecret/s.json",
  () => "https://remote.example/..%5c..%5csecret/s.json",
  () => "https://remote.example/..%2fc.json",
  (folder) => `https://remote.example/${folder}/secret/s.json`,
  () => "https://remote.example.evil/b.json",
  () => "https://remote.example@evil/b.json",
  () => "urn:remote:../../secret/s.json",
  () => "urn:remote:../c.json",
  (folder) => `urn:remote:${folder}/secret/s.json`,
  () => "x".repeat(10_000),
  () => "../".repeat(10_000),
];

describe("a reference can't leave the schema folder", () => {
  it.each(bases)("where the document is called %s", ($id) => {
    const { folder, schemas, resolve, said } = project($id);
    for (const [index, spelling] of spellings.entries()) {
      const ref = spelling(folder);
      expect([ref, resolve(ref, "a.json#")]).toEqual([ref, undefined]);
      expect(said()).toHaveLength(index + 1);
      expect(said().at(-1)).toMatch(/^ref-(outside-root|not-found|network) schema\/a\.json#$/);
    }
    expect(schemas.files).toEqual(["schema/a.json"]);
  });

  it.each(bases)("but what is in it is found, where the document is called %s", ($id) => {
    const { resolve, said } = project($id);
    expect(resolve("c.json", "a.json#")).toBe("c.json#");
    expect(resolve("remote/../remote/b.json", "a.json#")).toBe("remote/b.json#");
    expect(resolve("https://remote.example/b.json", "a.json#")).toBe("remote/b.json#");
    expect(resolve("urn:remote:b.json", "a.json#")).toBe("remote/b.json#");
    expect(said()).toEqual([]);
  });

  it("by a link in a folder that stands for URIs", () => {
    const { folder, schemas, resolve, said } = project(undefined);
    symlinkSync(join(folder, "secret/s.json"), join(folder, "schema/remote/s.json"));
    symlinkSync(join(folder, "secret"), join(folder, "schema/remote/deep"), "dir");
    symlinkSync("loop.json", join(folder, "schema/remote/loop.json"));
    for (const name of ["s.json", "deep/s.json", "loop.json"]) {
      expect(resolve(`https://remote.example/${name}`, "a.json#")).toBeUndefined();
      expect(resolve(`remote/${name}`, "a.json#")).toBeUndefined();
    }
    expect(said()).toHaveLength(6);
    expect(schemas.files).toEqual(["schema/a.json"]);
  });
});
