import { describe, expect, it } from "vitest";
import { reading } from "./reading.js";

const draft07 = "http://json-schema.org/draft-07/schema#";
const draft2020 = "https://json-schema.org/draft/2020-12/schema";
const vocabulary = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`https://json-schema.org/draft/2020-12/vocab/${name}`, true]));

describe("the dialect of a schema", () => {
  it("is what the document says, or its resource, or the resource around that", () => {
    const { schemas, locate } = reading({
      "schema/a.json": {
        $schema: draft07,
        definitions: {
          old: { $id: "old.json" },
          new: { $id: "new.json", $schema: draft2020, $defs: { inner: { $id: "inner.json", $anchor: "x" } } },
          back: { $id: "back.json", $schema: draft2020, $defs: { b: { $id: "b.json", $schema: draft07 } } },
        },
      },
      "schema/b.json": {},
    });
    const dialect = (place: string) => schemas.dialect(locate(place));
    expect(dialect("a.json#")).toBe("draft-07");
    expect(dialect("a.json#/definitions/old")).toBe("draft-07");
    expect(dialect("a.json#/definitions/new")).toBe("2020-12");
    expect(dialect("a.json#/definitions/new/$defs/inner")).toBe("2020-12");
    expect(dialect("a.json#/definitions/back/$defs/b")).toBe("draft-07");
    expect(dialect("b.json#")).toBe("2020-12");
  });

  it("is that of the document which refers to it where it does not say", () => {
    const { schemas, locate, resolve } = reading({
      "schema/a.json": { $schema: draft07 },
      "schema/b.json": { $ref: "#/x", x: true },
      "schema/c.json": {},
    });
    expect(resolve("b.json", "a.json#")).toBe("b.json#");
    expect(resolve("c.json", "b.json#")).toBe("c.json#");
    expect(schemas.dialect(locate("c.json#"))).toBe("draft-07");
  });

  it("is the one that was chosen where nothing says", () => {
    const { schemas, locate, at } = reading({ "schema/a.json": { items: [true] } }, { dialect: "draft-07" });
    expect(schemas.dialect(locate("a.json#"))).toBe("draft-07");
    expect(at("a.json#")).toEqual({ items: [true] });
  });

  it.each([
    ["http://json-schema.org/draft-04/schema#", "a.json#"],
    ["https://json-schema.org/draft/2019-09/schema", "a.json#/$defs/x"],
    ["https://example.org/nowhere", "a.json#/$defs/x"],
    ["nowhere.json", "a.json#"],
    ["../outside.json", "a.json#"],
    ["#", "a.json#"],
    [`${draft2020}#/$defs`, "a.json#"],
  ])("is refused where it is %s, wherever in it reading begins", ($schema, place) => {
    const { at, said } = reading({
      "schema/a.json": { $schema, $defs: { x: { type: "string" } } },
      "outside.json": {},
    });
    expect(at(place)).toBe(true);
    expect(said()).toEqual(["dialect-unsupported schema/a.json#/$schema"]);
  });

  it("is refused in a resource that is used, and does no harm in one that is not", () => {
    const { at, said } = reading({
      "schema/a.json": {
        type: "object",
        $defs: { x: { $id: "x", $schema: "http://json-schema.org/draft-03/schema" } },
      },
    });
    expect(at("a.json#")).toHaveProperty("type", "object");
    expect(said()).toEqual([]);
    expect(at("a.json#/$defs/x")).toBe(true);
    expect(said()).toEqual(["dialect-unsupported schema/a.json#/$defs/x/$schema"]);
  });

  it("can't change without a URI", () => {
    const { at, said } = reading({
      "schema/a.json": {
        $schema: draft2020,
        $defs: { same: { $schema: draft2020 }, other: { $schema: draft07 } },
      },
    });
    expect(at("a.json#/$defs/same")).toEqual({ $schema: draft2020 });
    expect(said()).toEqual([]);
    expect(at("a.json#/$defs/other")).toBe(true);
    expect(said()).toEqual(["dialect-unsupported schema/a.json#/$defs/other/$schema"]);
  });
});

describe("a metaschema of one's own", () => {
  const schema = {
    minimum: 1,
    properties: { a: { $id: "a", maximum: 2 } },
    unevaluatedItems: false,
    title: "T",
  };
  const files = (meta: object, $schema = "https://example.org/meta") => ({
    "schema/meta.json": { $id: "https://example.org/meta", ...meta },
    "schema/remote/meta": meta,
    "schema/a.json": { $schema, ...schema },
  });
  const remotes = { "https://example.org/": "schema/remote" };

  it.each([
    ["a folder that stands for its URI", "https://example.org/meta"],
    ["a file beside the schema", "meta.json"],
    ["a file below it", "remote/meta"],
  ])("is found in %s, and says which vocabularies count", (_, $schema) => {
    const { at, schemas, locate, said } = reading(
      files({ $schema: draft2020, $vocabulary: vocabulary("core", "applicator") }, $schema),
      { remotes },
    );
    expect(at("a.json#")).toEqual({ $schema, properties: schema.properties, title: "T" });
    expect(at("a.json#/properties/a")).toEqual({ $id: "a" });
    expect(schemas.constrains("minimum", locate("a.json#"))).toBe(false);
    expect(schemas.constrains("not", locate("a.json#"))).toBe(true);
    expect(said()).toEqual([]);
  });

  it("is found among the documents that have been read", () => {
    const { at, schemas, locate, said } = reading(files({ $vocabulary: vocabulary("validation") }));
    schemas.resourceOf(locate("meta.json#"));
    expect(at("a.json#")).toEqual({ $schema: "https://example.org/meta", minimum: 1, title: "T" });
    expect(said()).toEqual([]);
  });

  it("decides where there are schemas, so where there are resources", () => {
    const { resolve } = reading(files({ $vocabulary: vocabulary("core") }), { remotes });
    expect(resolve("a", "a.json#")).toBeUndefined();
  });

  it.each([
    ["has no $vocabulary", { $schema: draft2020 }, "2020-12"],
    ["has no $schema either", {}, "2020-12"],
    ["describes itself", { $schema: "https://example.org/meta" }, "2020-12"],
    ["is written in draft-07", { $schema: draft07, $vocabulary: vocabulary("core") }, "draft-07"],
  ])("counts as the whole draft where it %s", (_, meta, draft) => {
    const { schemas, locate, said } = reading(files(meta), { remotes });
    const at = locate("a.json#");
    expect(schemas.dialect(at)).toBe(draft);
    expect(schemas.constrains("minimum", at) && schemas.constrains("contains", at)).toBe(true);
    expect(said()).toEqual([]);
  });

  it.each([
    [
      "has an unknown vocabulary that is required",
      { $vocabulary: { ...vocabulary("core"), "https://example.org/v": true } },
    ],
    ["has a $vocabulary that is none", { $vocabulary: [] }],
    ["is written in a draft that is not read", { $schema: "http://json-schema.org/draft-04/schema#" }],
    ["is written in something out of reach", { $schema: "https://example.com/nowhere" }],
  ])("is refused where it %s", (_, meta) => {
    const { at, said } = reading(files(meta), { remotes });
    expect(at("a.json#")).toBe(true);
    expect(said()).toEqual(["dialect-unsupported schema/a.json#/$schema"]);
  });

  it("is refused, with the reason, where it is not JSON", () => {
    const { at, said } = reading({ "schema/a.json": { $schema: "meta.json" }, "schema/meta.json": "{" });
    expect(at("a.json#")).toBe(true);
    expect(said().map((one) => one.split(" ")[0])).toEqual(["json-syntax", "dialect-unsupported"]);
  });

  it("may have an unknown vocabulary that is optional", () => {
    const meta = { $vocabulary: { ...vocabulary("core", "validation"), "https://example.org/v": false } };
    const { at, said } = reading(files(meta), { remotes });
    expect(at("a.json#")).toHaveProperty("minimum", 1);
    expect(said()).toEqual([]);
  });

  it.each([
    ["format-assertion", true],
    ["format-annotation", false],
  ])("with the vocabulary %s decides on `format`", (name, isAsserted) => {
    const { schemas, locate } = reading(files({ $vocabulary: vocabulary("core", name) }), { remotes });
    expect(schemas.assertsFormat(locate("a.json#"))).toBe(isAsserted);
  });
});

describe("the metaschemas of the drafts", () => {
  it.each([
    "https://json-schema.org/draft/2020-12/schema",
    ...["core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content"].map(
      (name) => `https://json-schema.org/draft/2020-12/meta/${name}`,
    ),
    "https://json-schema.org/draft/2020-12/meta/format-assertion",
    "http://json-schema.org/draft-07/schema#",
  ])("%s is there, and called by its URI", (uri) => {
    const { schemas, locate, said } = reading({ "schema/a.json": { $ref: uri } });
    const target = schemas.resolve(uri, locate("a.json#"));
    const { root, dynamicAnchors, uri: own } = schemas.resourceOf(target ?? locate("a.json#"));
    expect(root.document.file).toBe(uri.replace(/#$/, ""));
    expect(own).toBe(root.document.file);
    expect(dynamicAnchors.has("meta")).toBe(uri.includes("2020-12"));
    expect(schemas.placeIn({ file: own, pointer: "/$schema" })).toMatchObject({
      file: own,
      line: expect.any(Number),
    });
    expect(schemas.files).toEqual(["schema/a.json"]);
    expect(said()).toEqual([]);
  });

  it("lead to each other", () => {
    const { schemas, locate, said } = reading({ "schema/a.json": {} });
    const whole = schemas.resolve(draft2020, locate("a.json#"));
    const core = whole && schemas.resolve("meta/core#/$defs/anchorString", whole);
    expect(core?.document.file).toBe("https://json-schema.org/draft/2020-12/meta/core");
    expect(core && schemas.resolveDynamic("#meta", core)).toMatchObject({
      location: { pointer: "" },
      anchor: "meta",
    });
    expect(said()).toEqual([]);
  });

  it("are what is meant, even where there is a copy; but a folder of one's own that stands for them counts", () => {
    const files = { "schema/a.json": {}, "schema/copy/schema": { $id: draft2020, title: "Mine" } };
    const read = (remotes: Record<string, string>) => {
      const { schemas, locate, said } = reading(files, { remotes });
      schemas.resourceOf(locate("copy/schema#"));
      const file = schemas.resolve(draft2020, locate("a.json#"))?.document.file;
      expect(said()).toEqual([]);
      return file;
    };
    expect(read({})).toBe(draft2020);
    expect(read({ "https://json-schema.org/draft/2020-12/": "schema/copy" })).toBe("schema/copy/schema");
  });
});
