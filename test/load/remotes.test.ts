import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Diagnostics, type DiagnosticsError } from "../../generator/diagnostics.js";
import { Schemas } from "../../generator/load/schemas.js";
import { temporaryFolder } from "../support/project.js";
import { reading } from "./reading.js";

const files = {
  "schema/a.json": {},
  "schema/far/b.json": { $anchor: "b" },
  "schema/far/deep/c.json": { $id: "https://example.com/own" },
  "schema/near/c.json": {},
  "schema/a b/\u00e9%.json": {},
};

describe("a folder that stands for URIs", () => {
  it.each([
    ["https://example.org/b.json#b", { "https://example.org/": "schema/far" }, "far/b.json#"],
    ["https://example.org/b.json", { "https://example.org": "schema/far" }, "far/b.json#"],
    ["https://example.org/far/b.json", { "https://example.org": "schema" }, "far/b.json#"],
    [
      "https://example.org/v1/b.json",
      { "HTTPS://Example.org:443/x/../v1": "./schema/near/../far/" },
      "far/b.json#",
    ],
    ["urn:example:deep/c.json", { "urn:example:": "schema/far" }, "far/deep/c.json#"],
    ["tag:example.org,2024:b.json", { "tag:example.org,2024:": "schema/far" }, "far/b.json#"],
    ["file:///opt/schemas/b.json", { "file:///opt/schemas": "schema/far" }, "far/b.json#"],
    ["https://example.org/%C3%A9%25.json", { "https://example.org": "schema/a b" }, "a b/\u00e9%.json#"],
    [
      "https://example.org/deep/c.json",
      { "https://example.org/": "schema/far", "https://example.org/deep/": "schema/near" },
      "near/c.json#",
    ],
  ])("%s is found by %j", (ref, remotes, target) => {
    const { resolve, said } = reading(files, { remotes });
    expect(resolve(ref, "a.json#")).toBe(target);
    expect(said()).toEqual([]);
  });

  it("has files of which each is one schema, whichever way leads to it", () => {
    const remotes = {
      "https://example.org/": "schema/far",
      "urn:far:": "schema/far",
      "https://example.org/all/": "schema",
    };
    const { resolve, isSame, said } = reading(files, { remotes });
    for (const ref of [
      "https://example.org/b.json",
      "urn:far:b.json#b",
      "https://example.org/all/far/b.json",
    ]) {
      expect(isSame([ref, "a.json#"], ["far/b.json", "a.json#"])).toBe(true);
    }
    expect(resolve("deep/c.json", "far/b.json#")).toBe("far/deep/c.json#");
    expect(resolve("/deep/c.json", "far/b.json#")).toBe("far/deep/c.json#");
    expect(resolve("https://example.com/own", "a.json#")).toBe("far/deep/c.json#");
    expect(said()).toEqual([]);
  });

  it("has no more than its files, and nothing is fetched", () => {
    const { resolve, said } = reading(files, { remotes: { "https://example.org/": "schema/far" } });
    expect(resolve("https://example.org/none.json", "a.json#")).toBeUndefined();
    expect(resolve("https://example.org/deep", "a.json#")).toBeUndefined();
    expect(resolve("https://example.org/b.json?query", "a.json#")).toBeUndefined();
    expect(resolve("https://example.com/b.json", "a.json#")).toBeUndefined();
    expect(said()).toEqual([...Array(3).fill("ref-not-found schema/a.json#"), "ref-network schema/a.json#"]);
  });

  it.each([
    ["https://example.org/", "schema/nowhere"],
    ["https://example.org/", "schema/a.json"],
    ["https://example.org/", "."],
    ["https://example.org/", "outside"],
    ["https://example.org/", "schema/link"],
    ["example.org", "schema/far"],
    ["https://example.org/?a=", "schema/far"],
    ["https://example.org/#", "schema/far"],
    ["https://", "schema/far"],
    ["framewright-file:///", "schema/far"],
  ])("is refused as a setting where %s is to be %s", (prefix, remote) => {
    const workingFolder = temporaryFolder({ ...files, "outside/b.json": {} });
    symlinkSync(join(workingFolder, "outside"), join(workingFolder, "schema/link"), "dir");
    const remotes = { [prefix]: remote };
    let codes: readonly string[] = [];
    try {
      Schemas.within({ root: join(workingFolder, "schema"), workingFolder, remotes }, new Diagnostics());
    } catch (error) {
      codes = (error as DiagnosticsError).diagnostics.map(({ code }) => code);
    }
    expect(codes).toEqual(["config-invalid"]);
  });
});
