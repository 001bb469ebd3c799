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

test.each([
  ["any string", string, { is: "itself" }],
  ["a number", number, float],
  ["an object", object, ofObject],
  ["a list of primitive values", array, list],
  ["a list of objects", { type: "array", items: object }, { is: "list", items: ofObject }],
  [
    "an object or null",
    { anyOf: [object, { type: "null" }] },
    { is: "choice", copies: new Map([["object", ofObject]]) },
  ],
  [
    "a number or a string",
    { anyOf: [number, string] },
    { is: "choice", copies: new Map([["number", float]]) },
  ],
  ["an integer or a string", { anyOf: [integer, string] }, { is: "itself" }],
  [
    "a number, a list or an object",
    { anyOf: [number, array, object] },
    {
      is: "choice",
      copies: new Map<string, unknown>([
        ["number", float],
        ["array", list],
        ["object", ofObject],
      ]),
    },
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
])("%s has data in it that is not copied", (_, schema, copy) => {
  expect(copied(schema)).toEqual({ copy, hasData: true });
});

test.each([
  ["objects of two kinds", { anyOf: [frame("a", { x: string }), frame("b", { y: string })] }],
  ["numbers by name", { type: "object", additionalProperties: number }],
  ["a property that JavaScript puts first", { type: "object", properties: { a: string, 1: string } }],
  ["a property that all objects have", { type: "object", properties: { toString: string } }],
  ["other properties beside those that are named", { ...object, additionalProperties: true }],
])("JSON.stringify does not write %s", (_, schema) => {
  expect(copied(schema)).toEqual({ copy: undefined, hasData: false });
});
