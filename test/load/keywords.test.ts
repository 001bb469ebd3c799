import { describe, expect, it } from "vitest";
import { reading } from "./reading.js";

const draft07 = "http://json-schema.org/draft-07/schema#";

describe("the value of a keyword", () => {
  it.each([
    [{ not: {} }],
    // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema.
    [{ if: true, then: false, else: {} }],
    [{ contains: {}, minContains: 0, maxContains: 2 }],
    [{ multipleOf: 0.01 }],
    [{ dependentRequired: { a: ["b", "c"], d: [] } }],
    [{ dependentSchemas: { a: true } }],
    [{ patternProperties: { "^a": {} }, propertyNames: {}, minProperties: 0, maxProperties: 1 }],
    [{ unevaluatedItems: false, unevaluatedProperties: false }],
    [{ enum: [] }],
    [{ $id: "#", $anchor: "_a-1.B", $dynamicAnchor: "a" }],
    [{ $vocabulary: { a: true } }],
    [{ $schema: draft07, dependencies: { a: ["b"], c: {}, d: false } }],
    [{ $schema: draft07, $id: "a.json#name", items: [{}], contains: {}, if: {} }],
  ])("may be %j", (schema) => {
    const { at, said } = reading({ "schema/a.json": schema });
    expect(at("a.json#")).toEqual(schema);
    expect(said()).toEqual([]);
  });

  it.each([
    [{ not: [] }, "not"],
    [{ if: 1 }, "if"],
    [{ multipleOf: 0 }, "multipleOf"],
    [{ multipleOf: -1 }, "multipleOf"],
    [{ multipleOf: "1" }, "multipleOf"],
    [{ dependentRequired: ["a"] }, "dependentRequired"],
    [{ dependentRequired: { a: ["b", "b"] } }, "dependentRequired/a"],
    [{ dependentRequired: { a: {} } }, "dependentRequired/a"],
    [{ dependentSchemas: { a: [] } }, "dependentSchemas/a"],
    [{ patternProperties: { a: 1 } }, "patternProperties/a"],
    [{ uniqueItems: 1 }, "uniqueItems"],
    [{ items: [{}] }, "items"],
    [{ enum: "a" }, "enum"],
    [{ $anchor: "1a" }, "$anchor"],
    [{ $anchor: "a b" }, "$anchor"],
    [{ $dynamicAnchor: "#a" }, "$dynamicAnchor"],
    [{ $dynamicRef: {} }, "$dynamicRef"],
    [{ $id: "a.json#b" }, "$id"],
    [{ $id: 1 }, "$id"],
    [{ $id: "http://[" }, "$id"],
    [{ $id: "framewright-file:///a.json" }, "$id"],
    [{ $vocabulary: [] }, "$vocabulary"],
    [{ $schema: draft07, dependencies: { a: ["b", "b"] } }, "dependencies/a"],
    [{ $schema: draft07, dependencies: { a: 1 } }, "dependencies/a"],
    [{ $schema: draft07, dependencies: [] }, "dependencies"],
  ])("may not be %j", (schema, pointer) => {
    const { at, said } = reading({ "schema/a.json": schema });
    expect(at("a.json#")).not.toHaveProperty(pointer.split("/")[0] as string);
    expect(said()).toEqual([`schema-invalid schema/a.json#/${pointer}`]);
  });

  it("may be a relative `$id` only where there is something for it to lead on from", () => {
    const { at, said } = reading({
      "schema/a.json": { $id: "urn:a", $defs: { b: { $id: "b" }, c: { $id: "urn:c" } } },
    });
    expect([at("a.json#/$defs/b"), at("a.json#/$defs/c")]).toEqual([{}, { $id: "urn:c" }]);
    expect(said()).toEqual(["schema-invalid schema/a.json#/$defs/b/$id"]);
  });

  it("keeps the digits of integers beyond 2^53", () => {
    const { at } = reading({ "schema/a.json": '{ "const": 9007199254740993, "enum": [-9007199254740993] }' });
    expect(at("a.json#")).toEqual({ const: 9007199254740993n, enum: [-9007199254740993n] });
  });

  it.each(["id", "extends", "divisibleBy", "disallow", "$recursiveRef", "$recursiveAnchor"])(
    "is nothing where the keyword is %s, of a draft that is not read; which is said",
    (name) => {
      const { at, said } = reading({ "schema/a.json": { [name]: "x" } });
      expect(at("a.json#")).toEqual({});
      expect(said()).toEqual([`keyword-ignored schema/a.json#/${name}`]);
    },
  );
});

describe("a document", () => {
  it("may be large: 10,000 resources are told apart in seconds", () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `D${index}`);
    const resource = (name: string) => ({ $id: `${name}.json`, $anchor: name, not: { $ref: "D0.json#D0" } });
    const $defs = Object.fromEntries(names.map((name) => [name, resource(name)]));
    const { schemas, locate, said } = reading({ "schema/a.json": { $id: "https://example.org/", $defs } });
    const { document } = locate("a.json#");
    const start = performance.now();
    const targets = names.map((name) => {
      const at = { document, pointer: `/$defs/${name}/not` };
      return schemas.resolve((schemas.at(at) as { $ref: string }).$ref, at)?.pointer;
    });
    expect(performance.now() - start).toBeLessThan(10_000); // takes a second
    expect(new Set(targets)).toEqual(new Set(["/$defs/D0"]));
    expect(said()).toEqual([]);
  });

  it("may be deep: 20,000 schemas in each other, with a name at the bottom", () => {
    const depth = 20_000;
    const text = `${'{"allOf":['.repeat(depth)}{"$anchor":"bottom","const":${"[".repeat(depth)}${"]".repeat(depth)}}${"]}".repeat(depth)}`;
    const { resolve, at, said } = reading({ "schema/a.json": text });
    const bottom = `a.json#${"/allOf/0".repeat(depth)}`;
    expect(resolve("#bottom", "a.json#")).toBe(bottom);
    expect(resolve("#", bottom)).toBe("a.json#");
    expect(at(bottom)).toHaveProperty("$anchor", "bottom");
    expect(said()).toEqual([]);
  });
});
