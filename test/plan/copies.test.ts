import { expect, test } from "vitest";
import type { Definition } from "../../generator/model/types.js";
import { read } from "../../generator/pipeline.js";
import { Copies, type Copy } from "../../generator/plan/copies.js";
import { frame } from "../generated/protocols.js";
import { temporaryFolder } from "../support/project.js";

/** What is copied of the values of a schema, and whether there is free-form data in them. */
function copied(schema: object): { copy: Copy | undefined; hasData: boolean } {
  const event = frame("event", { value: schema });
  const workingFolder = temporaryFolder({ "s.json": { title: "Event", ...event } });
  const { protocol } = read({ inputs: ["s.json"], workingFolder, tag: "kind" });
  const definitions = new Map(protocol.definitions.map((one) => [one.name, one]));
  const copies = new Copies((name) => definitions.get(name) as Definition);
  const whole = copies.of({ kind: "reference", name: "Event" });
  expect(whole === undefined || whole.is === "definition").toBe(true);
  const found = copies.of((definitions.get("Event") as Definition).type);
  const copy =
    found?.is === "object" ? found.properties.find(([{ name }]) => name === "value")?.[1] : undefined;
  expect(copies.hasData(whole)).toBe(copies.hasData(copy));
  return { copy, hasData: copies.hasData(copy) };
}

const string = { type: "string" };
const number = { type: "number" };
const integer = { type: "integer" };
const object = { type: "object", properties: { a: string }, required: ["a"] };
const array = { type: "array", items: string };
const float = { is: "float" };
const list = { is: "list", items: { is: "itself" } };
const ofObject = expect.objectContaining({ is: "object" });

function choice(...options: readonly (readonly [jsonType: string, copy: object])[]): object {
  return {
    is: "choice",
    options: options.map(([jsonType, copy]) => expect.objectContaining({ jsonType, copy })),
  };
}

test.each([
  ["any string", string, { is: "itself" }],
  ["a number", number, float],
  ["an object", object, ofObject],
  ["a list of primitive values", array, list],
  ["a list of objects", { type: "array", items: object }, { is: "list", items: ofObject }],
  ["an object or null", { anyOf: [object, { type: "null" }] }, choice(["object", ofObject])],
  ["a number or a string", { anyOf: [number, string] }, choice(["number", float])],
  ["an integer or a string", { anyOf: [integer, string] }, { is: "itself" }],
  [
    "a number, a list or an object",
    { anyOf: [number, array, object] },
    choice(["number", float], ["array", list], ["object", ofObject]),
  ],
])("what is copied of %s", (_, schema, copy) => {
  expect(copied(schema)).toEqual({ copy, hasData: false });
});

test.each([
  ["anything", {}, { is: "data" }],
  ["a list of anything", { type: "array" }, { is: "data" }],
  ["strings by name", { type: "object", additionalProperties: string }, { is: "data" }],
  [
    "an object with something in it of which nothing is known",
    { type: "object", properties: { a: {} } },
    expect.objectContaining({ is: "object" }),
  ],
  ["a list of lists of anything", { type: "array", items: { type: "array", items: {} } }, { is: "data" }],
  [
    "anything by name, or a string",
    { anyOf: [{ type: "object" }, string] },
    choice(["object", { is: "data" }]),
  ],
  [
    "a list of objects with data",
    { type: "array", items: { type: "object", properties: { a: {} } } },
    { is: "list", items: ofObject },
  ],
])("%s has data in it that is not copied", (_, schema, copy) => {
  expect(copied(schema)).toEqual({ copy, hasData: true });
});

test.each([
  ["objects of two kinds", { anyOf: [frame("a", { x: string }), frame("b", { y: string })] }],
  ["an object or a list, or a string", { anyOf: [{ oneOf: [object, array] }, string, number, object] }],
  ["numbers by name", { type: "object", additionalProperties: number }],
  ["a property that JavaScript puts first", { type: "object", properties: { a: string, 1: string } }],
  ["a property that all objects have", { type: "object", properties: { toString: string } }],
  ["other properties beside those that are named", { ...object, additionalProperties: true }],
])("JSON.stringify does not write %s", (_, schema) => {
  expect(copied(schema)).toEqual({ copy: undefined, hasData: false });
});

test("definitions that are reached in very many ways are each looked at once", () => {
  const names = Array.from({ length: 40 }, (_, index) => `Level${index}`);
  const $defs = Object.fromEntries(
    names.map((name, index) => {
      const next = index + 1 < names.length ? { $ref: `#/$defs/Level${index + 1}` } : string;
      return [name, { type: "object", properties: { a: next, b: next } }];
    }),
  );
  const event = frame("event", { value: { type: "array", items: { $ref: "#/$defs/Level0" } } });
  const workingFolder = temporaryFolder({ "s.json": { title: "Event", ...event, $defs } });
  const { protocol } = read({ inputs: ["s.json"], workingFolder, tag: "kind" });
  const definitions = new Map(protocol.definitions.map((one) => [one.name, one]));
  const copies = new Copies((name) => definitions.get(name) as Definition);
  expect(copies.hasData(copies.of({ kind: "reference", name: "Event" }))).toBe(false);
});
