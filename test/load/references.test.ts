import { describe, expect, it } from "vitest";
import { read } from "../../generator/index.js";
import { temporaryFolder } from "../support/project.js";
import { placeOf, reading } from "./reading.js";

const draft07 = "http://json-schema.org/draft-07/schema#";

describe("a reference", () => {
  const files = {
    "schema/a.json": {
      $id: "https://example.org/a/main.json",
      $defs: {
        item: {
          $id: "items/item.json",
          $anchor: "one",
          $defs: { inner: { $anchor: "two" }, absolute: { $id: "/c.json" } },
        },
        name: { $id: "urn:example:name", $defs: { part: { $anchor: "part" } } },
        tag: { $id: "tag:example.org,2024:tag" },
        "a/b": { "c~d %": {} },
        caf\u00e9: { $id: "caf\u00e9.json" },
      },
      $anchor: "one",
      "x-own": { deep: [{ $anchor: "hidden" }] },
      examples: [{ $id: "hidden.json" }],
      enum: [{ $id: "hidden.json", $anchor: "hidden" }],
    },
    "schema/b.json": { $defs: { B: { $id: "other/b.json" } } },
    "schema/folder/c.json": { $anchor: "top" },
  };

  it.each([
    ["#", "a.json#/$defs/item", "a.json#/$defs/item"],
    ["", "a.json#/$defs/item/$defs/inner", "a.json#/$defs/item"],
    ["#/$defs/inner", "a.json#/$defs/item", "a.json#/$defs/item/$defs/inner"],
    ["#one", "a.json#", "a.json#"],
    ["#one", "a.json#/$defs/item", "a.json#/$defs/item"],
    ["main.json", "a.json#", "a.json#"],
    ["items/item.json", "a.json#", "a.json#/$defs/item"],
    ["items/item.json#two", "a.json#", "a.json#/$defs/item/$defs/inner"],
    ["ITEM.json/../item.json", "a.json#/$defs/item", "a.json#/$defs/item"],
    ["../main.json#/$defs/tag", "a.json#/$defs/item", "a.json#/$defs/tag"],
    ["https://EXAMPLE.org:443/a/%69tems/item.json", "a.json#", "a.json#/$defs/item"],
    ["//example.org/a/main.json", "a.json#", "a.json#"],
    ["/c.json", "a.json#", "a.json#/$defs/item/$defs/absolute"],
    ["caf%C3%A9.json", "a.json#", "a.json#/$defs/caf\u00e9"],
    ["urn:example:name", "a.json#", "a.json#/$defs/name"],
    ["#part", "a.json#/$defs/name", "a.json#/$defs/name/$defs/part"],
    ["urn:example:name#/$defs/part", "b.json#", "a.json#/$defs/name/$defs/part"],
    ["tag:example.org,2024:tag#", "b.json#", "a.json#/$defs/tag"],
    ["#/$defs/a~1b/c~0d%20%25", "a.json#", "a.json#/$defs/a~1b/c~0d %"],
    ["#/x-own/deep/0", "a.json#", "a.json#/x-own/deep/0"],
    ["#/examples/0", "a.json#", "a.json#/examples/0"],
    ["b.json", "a.json#", "b.json#"],
    ["folder/c.json#top", "a.json#", "folder/c.json#"],
    ["other/b.json", "b.json#", "b.json#/$defs/B"],
    ["folder/../folder/c%2ejson", "b.json#", "folder/c.json#"],
  ])("%s, in %s, leads to %s", (ref, from, target) => {
    const { schemas, locate, resolve, said } = reading(files);
    schemas.resourceOf(locate("a.json#"));
    expect(resolve(ref, from)).toBe(target);
    expect(said()).toEqual([]);
  });

  it("leads to one schema, however it is written", () => {
    const { schemas, locate, isSame } = reading(files);
    schemas.resourceOf(locate("a.json#"));
    const part: [string, string] = ["urn:example:name#part", "b.json#"];
    for (const ref of [
      "main.json#/$defs/name/$defs/part",
      "a.json#/%24defs/name/$defs/part",
      "urn:example:name#%70art",
    ]) {
      expect(isSame(part, [ref, "a.json#"])).toBe(true);
    }
  });

  it.each([
    ["#hidden", "a.json#"],
    ["hidden.json", "a.json#"],
    ["#two", "a.json#"],
    ["#part", "a.json#"],
    ["#/$defs/nothing", "a.json#"],
    ["#/$defs/%zz", "a.json#"],
    ["#/$anchor", "a.json#"],
    ["#/examples/00", "a.json#"],
    ["b.json?x", "a.json#"],
    ["urn:example:other", "a.json#"],
    ["framewright-file:///a.json", "a.json#"],
    ["http://[", "a.json#"],
  ])("%s, in %s, leads nowhere", (ref, from) => {
    const { resolve, said } = reading({
      "schema/a.json": {
        $anchor: "top",
        $defs: { a: { $id: "a/b.json", $anchor: "two" }, b: { $id: "urn:example:b", $anchor: "part" } },
        enum: [{ $id: "hidden.json", $anchor: "hidden" }],
        examples: [true],
        "x-own": { $id: "hidden.json", $anchor: "hidden" },
      },
      "schema/b.json": {},
    });
    expect(resolve(ref, from)).toBeUndefined();
    expect(said()).toEqual([expect.stringMatching(/^ref-(not-found|network) schema\/a\.json#/)]);
  });
});

describe("in draft-07", () => {
  const files = {
    "schema/a.json": {
      $schema: draft07,
      $id: "https://example.org/a.json",
      definitions: {
        name: { $id: "#name", $anchor: "none" },
        other: { $id: "b.json#other", definitions: { x: {} } },
        ref: { $ref: "#name", $id: "https://example.com/ref/", definitions: { inner: { $id: "#inner" } } },
      },
      dependencies: { a: ["b"], c: { $id: "c.json" } },
      dependentSchemas: { d: { $id: "d.json" } },
      items: [{ $id: "e.json" }],
    },
  };

  it.each([
    ["#name", "a.json#", "a.json#/definitions/name"],
    ["b.json#/definitions/x", "a.json#", "a.json#/definitions/other/definitions/x"],
    ["b.json#other", "a.json#", "a.json#/definitions/other"],
    ["a.json", "a.json#/definitions/ref", "a.json#"],
    ["#inner", "a.json#", "a.json#/definitions/ref/definitions/inner"],
    ["c.json", "a.json#", "a.json#/dependencies/c"],
    ["e.json", "a.json#", "a.json#/items/0"],
  ])("%s, in %s, leads to %s", (ref, from, target) => {
    const { resolve, said } = reading(files);
    expect(resolve(ref, from)).toBe(target);
    expect(said()).toEqual([]);
  });

  it.each(["#none", "https://example.com/ref/", "d.json"])("%s is no name", (ref) => {
    const { resolve, said } = reading(files);
    expect(resolve(ref, "a.json#")).toBeUndefined();
    expect(said()).toHaveLength(1);
  });
});

describe("one name for two schemas", () => {
  it.each([
    [
      "two resources in one document",
      { "schema/a.json": { $defs: { a: { $id: "urn:a" }, b: { $id: "urn:a" } } } },
      "id-duplicate schema/a.json#/$defs/b/$id",
    ],
    [
      "two documents",
      {
        "schema/a.json": { $id: "https://example.org/", $ref: "b.json" },
        "schema/b.json": { $id: "https://example.org/" },
      },
      "id-duplicate schema/b.json#/$id",
    ],
    [
      "a file, and a resource that is called like it",
      { "schema/a.json": { $ref: "b.json" }, "schema/b.json": { $defs: { a: { $id: "a.json" } } } },
      "id-duplicate schema/b.json#/$defs/a/$id",
    ],
    [
      "two anchors",
      { "schema/a.json": { $defs: { a: { $anchor: "a" }, b: { $dynamicAnchor: "a" } } } },
      "anchor-duplicate schema/a.json#/$defs/b/$dynamicAnchor",
    ],
    [
      "two names in draft-07",
      { "schema/a.json": { $schema: draft07, definitions: { a: { $id: "#a" }, b: { $id: "#a" } } } },
      "anchor-duplicate schema/a.json#/definitions/b/$id",
    ],
  ])("is an error: %s", (_, files, error) => {
    const { schemas, resolve, said } = reading(files);
    resolve("b.json", "a.json#");
    for (const file of schemas.files) resolve("#", `${file.replace("schema/", "")}#`);
    expect(said()).toContain(error);
  });

  it("is an error where the same URI stands for a file here and for another there", () => {
    const { resolve, said } = reading({
      "schema/one/a.json": { $id: "https://example.org/a.json", $ref: "c.json" },
      "schema/one/c.json": {},
      "schema/two/b.json": { $id: "https://example.org/b.json", $ref: "c.json" },
      "schema/two/c.json": {},
    });
    expect(resolve("c.json", "one/a.json#")).toBe("one/c.json#");
    expect(resolve("c.json", "two/b.json#")).toBeUndefined();
    expect(said()).toEqual(["id-duplicate schema/two/b.json#/$ref"]);
  });

  it("is none where one schema has two names, or a file is read by two links", () => {
    const { resolve, said } = reading({
      "schema/a.json": {
        $id: "https://example.org/a.json",
        $anchor: "a",
        $dynamicAnchor: "a",
        $defs: { b: { $anchor: "b" } },
      },
      "schema/b.json": { $ref: "a.json" },
    });
    expect(resolve("a.json#a", "b.json#")).toBe("a.json#");
    expect(resolve("https://example.org/a.json", "b.json#")).toBe("a.json#");
    expect(said()).toEqual([]);
  });
});

describe("$dynamicRef", () => {
  const files = {
    "schema/a.json": {
      $id: "https://example.org/a.json",
      $dynamicAnchor: "item",
      $defs: {
        list: {
          $id: "list.json",
          $defs: { item: { $dynamicAnchor: "item" }, plain: { $anchor: "plain", $dynamicAnchor: "other" } },
        },
      },
    },
  };

  it.each([
    ["#item", "a.json#/$defs/list/$defs/item", "item"],
    ["list.json#item", "a.json#/$defs/list/$defs/item", "item"],
    ["a.json#item", "a.json#", "item"],
    ["#/$defs/item", "a.json#/$defs/list/$defs/item", undefined],
    ["#plain", "a.json#/$defs/list/$defs/plain", undefined],
    ["", "a.json#/$defs/list", undefined],
  ])("%s leads to %s, by the dynamic name %s", (ref, target, anchor) => {
    const { schemas, locate, said } = reading(files);
    const found = schemas.resolveDynamic(ref, locate("a.json#/$defs/list"));
    expect(found && placeOf(found.location)).toBe(target);
    expect(found?.anchor).toBe(anchor);
    expect(said()).toEqual([]);
  });

  it("is reported at its keyword where it leads nowhere", () => {
    const { schemas, locate, said } = reading({ "schema/a.json": { $dynamicRef: "#none" } });
    expect(schemas.resolveDynamic("#none", locate("a.json#"))).toBeUndefined();
    expect(said()).toEqual(["ref-not-found schema/a.json#/$dynamicRef"]);
  });

  it("finds the dynamic names of each resource, and always the same resource", () => {
    const { schemas, locate } = reading(files);
    const outer = schemas.resourceOf(locate("a.json#/$defs"));
    const inner = schemas.resourceOf(locate("a.json#/$defs/list/$defs/item"));
    expect(schemas.resourceOf(locate("a.json#/$defs/list"))).toBe(inner);
    expect(placeOf(inner.root)).toBe("a.json#/$defs/list");
    expect([...outer.dynamicAnchors].map(([name, at]) => [name, placeOf(at)])).toEqual([["item", "a.json#"]]);
    expect([...inner.dynamicAnchors.keys()]).toEqual(["item", "other"]);
  });
});

it("finds what a protocol is made of by anchor, by embedded URI, in a folder that stands for URIs, in a metaschema", () => {
  const properties = {
    kind: { const: "a" },
    anchor: { $ref: "#point" },
    embedded: { $ref: "line" },
    remote: { $ref: "https://example.com/far.json#/definitions/far" },
    meta: { $ref: "https://json-schema.org/draft/2020-12/meta/validation#/$defs/simpleTypes" },
  };
  const folder = temporaryFolder({
    "schema/protocol.json": {
      $schema: "../elsewhere/manifest.schema.json",
      name: "p",
      tag: "kind",
      channels: { c: { path: "/", serverToClient: { $ref: "a.json#top" } } },
    },
    "schema/a.json": {
      $id: "https://example.org/a",
      $anchor: "top",
      title: "A",
      type: "object",
      properties,
      required: ["kind"],
      $defs: { Point: { $anchor: "point", type: "array" }, Line: { $id: "line", type: "string" } },
    },
    "schema/far/far.json": { $schema: draft07, definitions: { far: { items: [{ type: "null" }] } } },
  });
  const { protocol, diagnostics } = read({
    inputs: ["schema/protocol.json"],
    workingFolder: folder,
    remotes: { "https://example.com/": "schema/far" },
  });
  expect(protocol.definitions.map(({ name }) => name)).toEqual(["A", "Point", "Line", "Far", "SimpleTypes"]);
  expect(protocol.files).toEqual(["schema/protocol.json", "schema/a.json", "schema/far/far.json"]);
  expect(diagnostics).toEqual([]);
});
